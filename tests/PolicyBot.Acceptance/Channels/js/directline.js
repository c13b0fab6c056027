// Microsoft's directlinejs under Node, driven line by line: commands as JSON on stdin, what the client says as JSON on stdout.
'use strict';
global.XMLHttpRequest = require('xhr2');
global.WebSocket = require('ws');
global.window = undefined;
const { DirectLine } = require('botframework-directlinejs');

let line = null;
const say = value => process.stdout.write(JSON.stringify(value) + '\n');
const quiet = () => {};
console.log = console.warn = console.error = quiet;

const commands = {
  start(options) {
    line = new DirectLine({ pollingInterval: 200, timeout: 1000, ...options });
    line.connectionStatus$.subscribe(status => say({ event: 'status', status }));
    line.activity$.subscribe(activity => say({ event: 'activity', activity }), error => say({ event: 'error', message: String(error) }));
  },
  post(activity) {
    line.postActivity({ type: 'message', from: { id: 'u1' }, ...activity }).subscribe(id => say({ event: 'posted', id }), error => say({ event: 'failed', status: error.status || 0 }));
  },
  session() {
    line.getSessionId().subscribe(id => say({ event: 'session', id }), error => say({ event: 'failed', status: error.status || 0 }));
  },
  state() {
    say({ event: 'state', conversationId: line.conversationId, token: line.token, watermark: line.watermark });
  },
  // What its loop does every fifteen minutes.
  refresh() {
    line.refreshToken().subscribe(token => { line.token = token; say({ event: 'refreshed', token }); }, error => say({ event: 'failed', status: error.status || 0 }));
  },
  reconnect(conversation) {
    line.reconnect(conversation);
  },
  end() {
    line.end();
    process.exit(0);
  },
};

require('readline').createInterface({ input: process.stdin }).on('line', text => {
  const { command, value } = JSON.parse(text);
  commands[command](value);
}).on('close', () => process.exit(0));
say({ event: 'ready' });
