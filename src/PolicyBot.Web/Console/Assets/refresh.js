// Keeps one part of a page as it is on the server. [data-refresh] says where it comes from, data-version what the page shows. Asked only while somebody looks at the page, ever
// more seldom while the server does not answer, and never where somebody types: forms that hold text stand outside of it. Without this the page is read again by hand.
(() => {
  'use strict';
  const part = document.querySelector('[data-refresh]');
  const trouble = document.getElementById('trouble');
  const told = document.getElementById('told');
  if (!part) return;
  const every = 8000;
  const longest = 120000;
  const title = document.title;
  let version = part.dataset.version;
  let wait = every;
  let asked = Date.now();
  let isOver = false;
  let isAsking = false;
  let timer = 0;

  const say = (...words) => { trouble.replaceChildren(...words); trouble.hidden = words.length === 0; };
  const waiting = () => [...part.querySelectorAll('[data-waits="True"]')].map((one) => one.dataset.id);
  const isBusy = () => {
    const chosen = getSelection();
    return part.querySelector(':active') !== null || (chosen !== null && !chosen.isCollapsed && part.contains(chosen.anchorNode));
  };

  // The same link or button of the same entry; where the entry is gone, the part, so that the next Tab goes on from here.
  const placeOf = () => {
    const focused = document.activeElement;
    return part.contains(focused) ? { id: focused.closest('[data-id]')?.dataset.id, tag: focused.tagName } : null;
  };
  const returnTo = (place) => {
    if (!place) return;
    const entry = [...part.querySelectorAll('[data-id]')].find((one) => one.dataset.id === place.id);
    (entry?.querySelector(place.tag) || entry?.querySelector('a') || part).focus({ preventScroll: true });
  };

  const show = (html) => {
    const before = waiting();
    const place = placeOf();
    const open = [...part.querySelectorAll('details')].map((one) => one.open);
    part.innerHTML = html;
    [...part.querySelectorAll('details')].forEach((one, i) => { one.open = open[i] || false; });
    returnTo(place);
    if (!told) return;
    const fresh = waiting().filter((id) => !before.includes(id)).length;
    if (fresh > 0) told.textContent = '新来了 ' + fresh + ' 张工单';
    document.title = waiting().length > 0 ? '（' + waiting().length + '）' + title : title;
  };

  const ask = async () => {
    if (isAsking || isOver) return;
    isAsking = true;
    asked = Date.now();
    try {
      const answer = await fetch(part.dataset.refresh, { headers: { 'Accept': 'application/x-fragment', 'If-None-Match': '"' + version + '"', 'X-Refresh': '1' } });
      if (answer.status === 401) {
        isOver = true;
        say('登录已过期，您写的内容还在。请在新窗口', Object.assign(document.createElement('a'), { href: '/console/sign-in', target: '_blank', rel: 'noopener', textContent: '重新登录' }), '，再回来继续。');
      } else if (answer.status === 404 || answer.status === 403) {
        isOver = true;
        say('这里的内容已经不在了，或者您的账号不能再看。您写的内容还在。');
      } else if (answer.status !== 304 && !answer.ok) {
        throw new Error(String(answer.status));
      } else {
        if (answer.status !== 304) {
          const html = await answer.text();
          // Somebody is just selecting words or pressing a button here: the next time, then.
          if (!isBusy()) { version = answer.headers.get('ETag').replaceAll('"', ''); show(html); }
        }
        wait = every;
        say();
      }
    } catch {
      wait = Math.min(wait * 2, longest);
      if (wait > every * 2) say('暂时连不上，正在重试；这里看到的可能不是最新的。');
    }
    isAsking = false;
    later();
  };

  // A little apart from others', so that desks opened together do not ask together.
  const later = () => { clearTimeout(timer); if (!isOver) timer = setTimeout(() => { if (document.visibilityState === 'visible') ask(); else later(); }, wait * (0.9 + (Math.random() * 0.2))); };
  const back = () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < 1000) return;
    isOver = false;
    ask();
  };
  document.addEventListener('visibilitychange', back);
  window.addEventListener('focus', back);
  later();

  // Waiting times go on by themselves, counted from what the server said, whatever this machine's clock says.
  const opened = Date.now();
  const offset = Number(part.dataset.now) - opened || 0;
  setInterval(() => {
    part.querySelectorAll('time[datetime]').forEach((time) => {
      const minutes = Math.floor((Date.now() + offset - Date.parse(time.dateTime)) / 60000);
      time.textContent = minutes < 1 ? '不到1分钟' : minutes < 60 ? minutes + '分钟' : minutes < 1440 ? Math.floor(minutes / 60) + '小时' : Math.floor(minutes / 1440) + '天';
    });
  }, 30000);

  // Arrow keys walk through a queue, t takes the chosen one.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.target.matches('input, select, textarea')) return;
    const all = [...part.querySelectorAll('.queue > [data-id]')];
    if (all.length === 0) return;
    const at = all.findIndex((one) => one.contains(document.activeElement));
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)))].querySelector('a').focus();
    } else if (event.key === 't' && at >= 0) {
      all[at].querySelector('button[value=take]')?.click();
    }
  });
})();
