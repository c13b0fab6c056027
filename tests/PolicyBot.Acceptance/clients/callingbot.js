// Microsoft's JavaScript SDK as the calling bot and as its connector: BotFrameworkClient posts activities as one bot does to another,
// ChannelServiceRoutes and ChannelServiceHandler receive the replies. With an app id, tokens come from an OpenID server of this program's own.
const http = require('http');
const crypto = require('crypto');
const { ChannelServiceHandler, ChannelServiceRoutes, TurnContext, MessageFactory } = require('botbuilder');
const { AuthenticationConfiguration, BotFrameworkAuthenticationFactory, SimpleCredentialProvider } = require('botframework-connector');
const [base, port, appId] = process.argv.slice(2);
const self = `http://127.0.0.1:${port}`;

const keys = new Map();
function newKey(kid) { keys.set(kid, crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })); return kid; }
const b64 = value => Buffer.from(value).toString('base64url');
function token({ kid = 'k1', key = keys.get(kid), ...claims } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const head = b64(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid }));
  const body = b64(JSON.stringify({ iss: 'https://api.botframework.com', aud: appId, serviceurl: self, nbf: now - 60, exp: now + 600, ...claims }));
  return `${head}.${body}.${crypto.sign('RSA-SHA256', Buffer.from(`${head}.${body}`), key.privateKey).toString('base64url')}`;
}
function isOurs(authorization) {
  const [head, body, signature] = (authorization || '').replace(/^Bearer /, '').split('.');
  return !!signature && crypto.verify('RSA-SHA256', Buffer.from(`${head}.${body}`), keys.get('k1').publicKey, Buffer.from(signature, 'base64url'));
}

// The connector: Microsoft's routes on a small server of the shape that they expect.
const received = [];
class Connector extends ChannelServiceHandler {
  async onReplyToActivity(claims, conversationId, activityId, activity) { received.push({ conversationId, activityId, activity }); return { id: 'r' + received.length }; }
  async onSendToConversation(claims, conversationId, activity) { received.push({ conversationId, activity }); return { id: 's' + received.length }; }
}
const routes = [];
const app = {};
for (const method of ['get', 'post', 'put', 'delete']) app[method] = (path, handler) => routes.push({ method: method.toUpperCase(), path: new RegExp('^' + path.replace(/:(\w+)/g, '(?<$1>[^/]+)') + '$'), handler });
const authorizations = [];
const tokens = [];
function serve(request, response) {
  const json = value => { response.writeHead(200, { 'Content-Type': 'application/json' }); response.end(JSON.stringify(value)); };
  if (request.url === '/metadata') return json({ issuer: 'https://api.botframework.com', jwks_uri: self + '/keys' });
  if (request.url === '/keys') return json({ keys: [...keys].map(([kid, pair]) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['test'] })) });
  if (request.url.endsWith('/oauth2/v2.0/token')) {
    let form = '';
    request.on('data', chunk => form += chunk);
    return request.on('end', () => { tokens.push(Object.fromEntries(new URLSearchParams(form))); json({ access_token: token({ aud: 'https://api.botframework.com', appid: appId }), expires_in: 3600, token_type: 'Bearer' }); });
  }
  authorizations.push(request.headers.authorization);
  for (const { method, path, handler } of routes) {
    const match = method === request.method && path.exec(request.url.split('?')[0]);
    if (!match) continue;
    request.params = Object.fromEntries(Object.entries(match.groups || {}).map(([k, v]) => [k, decodeURIComponent(v)]));
    // The emulator's and channels' tokens are checked by isOurs: what Microsoft's handler would fetch lies outside of this machine.
    if (appId) delete request.headers.authorization;
    response.status = code => { response.statusCode = code; return response; };
    response.send = body => response.write(typeof body === 'string' ? body : JSON.stringify(body));
    return handler(request, response, () => {});
  }
  response.writeHead(404).end();
}

// The caller: Microsoft's client between bots, with tokens of our own where the bot has an app id.
let claims = {};
const credentials = {
  isValidAppId: async () => true, isAuthenticationDisabled: async () => !appId,
  createCredentials: async () => ({ signRequest: async request => { if (appId) request.headers.set ? request.headers.set('Authorization', 'Bearer ' + token(claims)) : request.headers.Authorization = 'Bearer ' + token(claims); return request; } }),
};
const authentication = BotFrameworkAuthenticationFactory.create('', true, undefined, undefined, undefined, undefined, undefined, undefined, undefined, credentials, new AuthenticationConfiguration());
const client = authentication.createBotFrameworkClient();
const to = appId || 'policybot';
const post = (conversation, activity) => client.postActivity('caller', to, `${base}/api/messages`, self, conversation, { channelId: 'test', from: { id: 'u1' }, recipient: { id: 'bot' }, conversation: { id: conversation }, ...activity });
const waitFor = async count => { for (let n = 0; received.length < count && n < 300; n++) await new Promise(go => setTimeout(go, 100)); };

http.createServer(serve).listen(port, '127.0.0.1', async () => {
  try {
    newKey('k1');
    new ChannelServiceRoutes(new Connector(new SimpleCredentialProvider('', ''), new AuthenticationConfiguration())).register(app);
    const told = {};
    const message = text => ({ ...MessageFactory.text(text), id: 'm-' + text.length });
    const expected = await post('c1', { ...message('公租房现在能申请不'), deliveryMode: 'expectReplies' });
    told.expected = { status: expected.status, activities: expected.body && expected.body.activities };
    told.accepted = (await post('c2', message('公租房现在能申请不'))).status;
    await waitFor(1);
    told.reply = received.find(r => r.activity.type === 'message');
    told.mentions = TurnContext.getMentions(told.reply.activity).length;
    told.joined = (await post('c3', { type: 'conversationUpdate', membersAdded: [{ id: 'u1' }, { id: 'bot' }] })).status;
    await waitFor(2);
    told.welcome = received[received.length - 1];
    told.event = (await post('c4', { type: 'event', name: 'x' })).status;
    told.invoke = (await post('c4', { type: 'invoke', name: 'x' })).status;
    if (appId) {
      const now = Math.floor(Date.now() / 1000);
      told.refused = {};
      for (const [name, wrong] of Object.entries({ expired: { exp: now - 400 }, early: { nbf: now + 900 }, audience: { aud: 'x' }, issuer: { iss: 'https://x.example' }, service: { serviceurl: 'http://127.0.0.1:1' }, key: { key: crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }) } })) {
        claims = wrong;
        told.refused[name] = (await post('c5', { ...message('补贴'), deliveryMode: 'expectReplies' })).status;
      }
      claims = { exp: now - 200 };
      told.skewed = (await post('c5', { ...message('补贴'), deliveryMode: 'expectReplies' })).status;
      told.grant = tokens[0] && { type: tokens[0].grant_type, client: tokens[0].client_id, scope: tokens[0].scope };
      told.signed = authorizations.length > 0 && authorizations.every(isOurs);
    }
    console.log(JSON.stringify(told));
    process.exit(0);
  } catch (e) { console.error(e); process.exit(1); }
});
