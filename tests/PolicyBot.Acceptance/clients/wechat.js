// One line in, one line out: the account's side of encrypted messages, by the npm package wechat-crypto.
const WXBizMsgCrypt = require('wechat-crypto');
const [base, token, key, appId] = process.argv.slice(2);
const crypt = new WXBizMsgCrypt(token, key, appId);
const plain = new WXBizMsgCrypt(token, key, appId);
const now = () => String(Math.floor(Date.now() / 1000));
const sign = (...parts) => require('crypto').createHash('sha1').update([token, ...parts].sort().join('')).digest('hex');
const message = (id, text) => `<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[user-${id}]]></FromUserName><CreateTime>${now()}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${id}</MsgId></xml>`;

async function post(id, text) {
  const time = now(), nonce = 'n' + id, encrypt = crypt.encrypt(message(id, text));
  const query = new URLSearchParams({ signature: sign(time, nonce), timestamp: time, nonce, encrypt_type: 'aes', msg_signature: crypt.getSignature(time, nonce, encrypt) });
  const response = await fetch(`${base}/wechat?${query}`, { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: `<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>` });
  const body = await response.text();
  const part = name => (new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's').exec(body) || [])[1];
  const sealed = part('Encrypt');
  if (!sealed) return { status: response.status, body };
  const opened = plain.decrypt(sealed);
  return { status: response.status, signed: plain.getSignature(part('TimeStamp'), part('Nonce'), sealed) === part('MsgSignature'), id: opened.id, message: opened.message };
}

(async () => {
  const time = now();
  const verification = await fetch(`${base}/wechat?${new URLSearchParams({ signature: sign(time, 'n'), timestamp: time, nonce: 'n', echostr: '58373640' })}`);
  const first = await post('9007199254740993', '公租房现在能申请不');
  const again = await post('9007199254740993', '公租房现在能申请不');
  console.log(JSON.stringify({ verification: await verification.text(), first, again }));
})().catch(e => { console.error(e); process.exit(1); });
