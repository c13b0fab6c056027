// Microsoft's JavaScript schema and connector client: it calls the bot as a channel does, receives on a connector of its own, and answers there.
const http = require('http');
const { ActivityTypes } = require('botframework-schema');
const { ConnectorClient, MicrosoftAppCredentials } = require('botframework-connector');
const [base] = process.argv.slice(2);

const received = [];
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', chunk => body += chunk);
  request.on('end', () => {
    received.push({ method: request.method, url: request.url, activity: JSON.parse(body) });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ id: 'posted-' + received.length }));
  });
});

server.listen(0, '127.0.0.1', async () => {
  try {
    const serviceUrl = `http://127.0.0.1:${server.address().port}`;
    const activity = { type: ActivityTypes.Message, id: 'm1', text: '公租房现在能申请不', channelId: 'test', serviceUrl, from: { id: 'u1' }, recipient: { id: 'bot' }, conversation: { id: 'c1' }, locale: 'zh-CN' };
    const send = extra => fetch(`${base}/api/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...activity, ...extra }) });
    const replies = await send({ deliveryMode: 'expectReplies' });
    const expected = await replies.json();
    const accepted = await send({});
    for (let waited = 0; !received.some(r => r.activity.type === 'message') && waited < 300; waited++) await new Promise(go => setTimeout(go, 100));
    // The connector's own client reads the reply that the bot made and posts it on, so that its serialiser has it whole.
    const reply = received.find(r => r.activity.type === 'message');
    const client = new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: serviceUrl });
    const posted = await client.conversations.replyToActivity('c1', 'm1', reply.activity);
    console.log(JSON.stringify({ expectStatus: replies.status, expected, acceptedStatus: accepted.status, url: reply.url, reply: reply.activity, posted: posted.id, roundTrip: received[received.length - 1].activity }));
    process.exit(0);
  } catch (e) { console.error(e); process.exit(1); }
});
