/* Starts Web Chat on /chat, and shows what happens to the connection. Written for old browsers (ES5): WeChat's and offices' web views. */
(function () {
  'use strict';
  var element = document.getElementById('chat');
  var stateBox = document.getElementById('state');
  var stateText = document.getElementById('state-text');
  var retryButton = document.getElementById('retry');
  var root = document.documentElement;
  var domain = location.origin + '/v3/directline';
  var current = null;

  function say(text, canRetry) {
    stateText.textContent = text;
    retryButton.hidden = !canRetry;
    stateBox.className = text ? 'shown' : '';
  }

  if (!window.WebChat) {
    say('对话组件没有载入，请刷新页面，或使用普通问答页面。', false);
    return;
  }

  /* Private windows and some web views refuse storage: the page then works without remembering. */
  function keep(store, key, value) {
    try { if (value === null) { store.removeItem(key); } else { store.setItem(key, value); } } catch (e) { return; }
  }
  function kept(store, key) {
    try { return store.getItem(key); } catch (e) { return null; }
  }

  function userId() {
    var id = kept(sessionStorage, 'user');
    if (!id) {
      var bytes = new Uint8Array(16);
      (window.crypto || window.msCrypto).getRandomValues(bytes);
      id = 'u' + Array.prototype.map.call(bytes, function (b) { return ('0' + b.toString(16)).slice(-2); }).join('');
      keep(sessionStorage, 'user', id);
    }
    return id;
  }

  function post(path, token, done) {
    var request = new XMLHttpRequest();
    request.open('POST', domain + path);
    request.timeout = 15000;
    request.setRequestHeader('Content-Type', 'application/json');
    if (token) { request.setRequestHeader('Authorization', 'Bearer ' + token); }
    request.onload = function () {
      var body = null;
      try { body = JSON.parse(request.responseText); } catch (e) { body = null; }
      done(request.status, body);
    };
    request.onerror = request.ontimeout = function () { done(0, null); };
    request.send('{}');
  }

  function style() {
    var large = root.classList.contains('large-type');
    var contrast = root.classList.contains('high-contrast');
    return {
      hideUploadButton: true,
      botAvatarInitials: '政',
      userAvatarInitials: '我',
      primaryFont: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
      accent: contrast ? '#00008b' : '#0b4f9e',
      subtle: contrast ? '#000000' : '#57606a',
      timestampColor: contrast ? '#000000' : '#57606a',
      bubbleBackground: contrast ? '#ffffff' : '#f3f5f8',
      bubbleTextColor: contrast ? '#000000' : '#1b1f24',
      bubbleBorderWidth: 1,
      bubbleBorderColor: contrast ? '#000000' : '#d0d7de',
      bubbleBorderRadius: 8,
      bubbleMinHeight: 30,
      bubbleMaxWidth: large ? 760 : 640,
      bubbleFromUserBackground: contrast ? '#000000' : '#0b4f9e',
      bubbleFromUserTextColor: '#ffffff',
      bubbleFromUserBorderRadius: 8,
      /* On a phone choices stand below each other and wrap; beside each other they would be cut. */
      suggestedActionLayout: window.innerWidth < 600 ? 'stacked' : 'flow',
      suggestedActionsStackedLayoutButtonTextWrap: true,
      suggestedActionTextColor: contrast ? '#00008b' : '#0b4f9e',
      suggestedActionBorderColor: contrast ? '#000000' : '#0b4f9e',
      suggestedActionBorderRadius: 6,
      suggestedActionHeight: large ? 56 : 44,
      sendBoxHeight: large ? 60 : 48,
      sendBoxTextWrap: true,
      sendBoxPlaceholderColor: contrast ? '#000000' : '#57606a',
      sendBoxButtonColor: contrast ? '#000000' : '#57606a',
      timestampFormat: 'absolute',
      rootHeight: '100%',
      rootWidth: '100%',
      paddingRegular: large ? 14 : 10
    };
  }

  function draw() {
    if (!current) { return; }
    window.WebChat.renderWebChat({
      directLine: current.directLine,
      store: current.store,
      userID: current.user,
      username: '我',
      locale: 'zh-Hans',
      nonce: element.getAttribute('data-nonce'),
      styleOptions: style(),
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: '请输入您的问题' }
    }, current.place);
  }

  function remember() {
    /* directlinejs renews its token by itself; the newest one lets a reloaded page go on with its conversation. */
    var line = current.directLine;
    if (line.conversationId && line.token) {
      keep(sessionStorage, 'conversation', JSON.stringify({ id: line.conversationId, token: line.token }));
    }
  }

  /* directlinejs stays "online" while it waits to reconnect a closed socket (3 to 15 s), so the sockets themselves are watched. */
  var NativeSocket = window.WebSocket;
  function WatchedSocket(url, protocols) {
    var socket = protocols === undefined ? new NativeSocket(url) : new NativeSocket(url, protocols);
    var mine = current;
    socket.addEventListener('open', function () { if (current === mine && mine && mine.isCut) { mine.isCut = false; say('', false); } });
    socket.addEventListener('close', function () {
      if (current === mine && mine && mine.wasOnline) { mine.isCut = true; say('连接中断，正在重新连接…', true); }
    });
    return socket;
  }
  if (NativeSocket) {
    WatchedSocket.prototype = NativeSocket.prototype;
    WatchedSocket.CONNECTING = 0;
    WatchedSocket.OPEN = 1;
    WatchedSocket.CLOSING = 2;
    WatchedSocket.CLOSED = 3;
    window.WebSocket = WatchedSocket;
  }

  function watch(mine) {
    mine.directLine.connectionStatus$.subscribe(function (status) {
      if (current !== mine) { return; }
      if (status === 1) { say(mine.wasOnline ? '连接中断，正在重新连接…' : '正在连接…', mine.wasOnline); }
      if (status === 2) { mine.wasOnline = true; say('', false); remember(); }
      if (status === 3) { begin(null, '会话已过期，已为您开始新的对话。'); }
      if (status === 4) { failed(mine); }
      if (status === 5) { begin(null, '对话已结束，已为您开始新的对话。'); }
    });
    mine.directLine.activity$.subscribe(function () {
      if (current === mine) { remember(); }
    });
  }

  function failed(mine) {
    /* A kept conversation that cannot be resumed (expired, deleted) is given up, once; a new one that fails is shown. */
    if (mine.resumed) { begin(null, ''); return; }
    say('连接失败，请检查网络后重试。', true);
  }

  function open(options, resumed, note) {
    var typed = '';
    if (current) {
      /* Let go first: the old line says "ended" when it is ended, and nobody should begin anew for that. */
      var before = current;
      current = null;
      typed = before.store.getState().sendBoxValue;
      before.directLine.end();
    }
    /* A place of its own: Web Chat does not take another store where it has been drawn already. */
    var place = document.createElement('div');
    place.className = 'place';
    element.textContent = '';
    element.appendChild(place);
    var mine = { place: place, directLine: null, store: window.WebChat.createStore(), user: userId(), resumed: resumed, wasOnline: false };
    options.domain = domain;
    mine.directLine = window.WebChat.createDirectLine(options);
    current = mine;
    watch(mine);
    draw();
    if (typed) { mine.store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: typed } }); }
    if (note) { announce(note); }
  }

  var noteTimer = 0;
  function announce(text) {
    window.clearTimeout(noteTimer);
    noteTimer = window.setTimeout(function () {
      say(text, false);
      noteTimer = window.setTimeout(function () { if (stateText.textContent === text) { say('', false); } }, 8000);
    }, 1200);
  }

  function begin(saved, note) {
    if (saved) {
      /* Everything since the start is shown again. */
      open({ token: saved.token, conversationId: saved.id, watermark: '-' }, true, note);
      return;
    }
    keep(sessionStorage, 'conversation', null);
    say('正在连接…', false);
    post('/tokens/generate', null, function (status, body) {
      if (status === 200 && body && body.token) { open({ token: body.token }, false, note); return; }
      say(status === 429 ? '现在咨询的人较多，请稍候再试。' : '暂时连接不上，请稍后重试。', true);
    });
  }

  function resume() {
    var saved = null;
    try { saved = JSON.parse(kept(sessionStorage, 'conversation')); } catch (e) { saved = null; }
    if (!saved || !saved.token) { begin(null, ''); return; }
    /* A fresh token first: what was kept may be about to expire, or its conversation deleted. */
    post('/tokens/refresh', saved.token, function (status, body) {
      if (status === 200 && body && body.token) { begin({ id: body.conversationId, token: body.token }, ''); return; }
      begin(null, status === 0 ? '' : '之前的会话已过期，已为您开始新的对话。');
    });
  }

  /* The look is the site's: a cookie that the server keeps for all pages. */
  function keepLook() {
    var request = new XMLHttpRequest();
    request.open('GET', '/look?size=' + (root.classList.contains('large-type') ? 'large' : 'normal')
      + '&contrast=' + (root.classList.contains('high-contrast') ? 'high' : 'normal') + '&back=/chat.css');
    request.send();
  }

  function toggle(id, name) {
    var button = document.getElementById(id);
    button.addEventListener('click', function () {
      var on = !root.classList.contains(name);
      root.classList[on ? 'add' : 'remove'](name);
      button.setAttribute('aria-pressed', on ? 'true' : 'false');
      keepLook();
      draw();
    });
  }

  toggle('large', 'large-type');
  toggle('contrast', 'high-contrast');
  document.getElementById('person').addEventListener('click', function () {
    if (current) { current.store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: '转人工', method: 'keyboard' } }); }
  });
  document.getElementById('again').addEventListener('click', function () { begin(null, ''); });
  retryButton.addEventListener('click', function () {
    if (current && current.wasOnline) { resume(); } else { begin(null, ''); }
  });
  window.addEventListener('offline', function () { say('网络已断开，恢复后会自动重新连接。', false); });
  window.addEventListener('online', function () { if (current && current.wasOnline) { resume(); } else { begin(null, ''); } });
  resume();
}());
