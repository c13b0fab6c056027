// Look-up while typing. Everything here is also reachable without it: the form submits, results are links.
(() => {
  'use strict';
  const form = document.getElementById('look-up');
  const box = document.getElementById('q');
  const results = document.getElementById('results');
  const reading = document.getElementById('reading');
  const trouble = document.getElementById('trouble');
  const wait = 60;
  let timer = 0;
  let typed = -Infinity;
  let running = null;
  let shown = '';
  let opened = '';

  const query = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
  const hits = () => [...results.querySelectorAll('.hit')];
  const current = () => hits().findIndex((hit) => hit.classList.contains('chosen'));

  const fetchText = async (address, signal) => {
    const response = await fetch(address, { signal, headers: { Accept: 'application/x-fragment' } });
    if (response.status === 401) {
      trouble.innerHTML = '';
      trouble.append('登录已过期，您写的内容还在。请在新窗口', Object.assign(document.createElement('a'), { href: '/console/sign-in', target: '_blank', rel: 'noopener', textContent: '重新登录' }), '，再回来继续。');
      trouble.hidden = false;
      throw new Error('signed out');
    }
    if (!response.ok) throw new Error(String(response.status));
    trouble.hidden = true;
    return response.text();
  };

  const choose = (index, focus) => {
    const all = hits();
    if (all.length === 0) return;
    const at = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((hit, i) => hit.classList.toggle('chosen', i === at));
    const link = all[at].querySelector('a.open');
    if (focus) link.focus();
    all[at].scrollIntoView({ block: 'nearest' });
    open(all[at].dataset.open);
  };

  const open = async (key) => {
    if (!key || key === opened) return;
    opened = key;
    const on = form.elements.on.value;
    try {
      const html = await fetchText('/console?handler=Reading&open=' + encodeURIComponent(key) + '&on=' + on);
      if (opened === key) {
        reading.innerHTML = html;
        settle();
      }
    } catch { opened = ''; }
  };

  const settle = () => {
    const here = reading.querySelector('.clause.here');
    const text = reading.querySelector('.text');
    if (here && text && text.scrollHeight > text.clientHeight) text.scrollTop = here.offsetTop - text.offsetTop - 40;
    reading.querySelectorAll('button.copy').forEach((button) => { button.hidden = false; });
  };

  const look = async () => {
    const wanted = query();
    if (wanted.toString() === shown) return;
    running?.abort();
    running = new AbortController();
    try {
      const html = await fetchText('/console?handler=Results&' + wanted, running.signal);
      shown = wanted.toString();
      results.innerHTML = html;
      history.replaceState(null, '', '/console' + (shown ? '?' + shown : ''));
      choose(0, false);
    } catch { /* a newer look-up took its place, or the session ended and was told */ }
  };

  const copy = (text, near) => window.policybot.copy(text).then(() => window.policybot.tell('已复制', near));

  // The first key is answered at once; keys that follow quickly are answered together.
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, performance.now() - typed > wait * 4 ? 0 : wait);
    typed = performance.now();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (document.activeElement === box && box.value.trim()) location.href = '/console/card/ask?q=' + encodeURIComponent(box.value) + '&on=' + form.elements.on.value;
    else look();
  });
  results.addEventListener('click', (event) => {
    const link = event.target.closest('a.open');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const index = hits().findIndex((hit) => hit.contains(link));
    if (index >= 0) choose(index, false);
    else open(link.dataset.open);
  });
  results.addEventListener('focusin', (event) => {
    const index = hits().findIndex((hit) => hit.contains(event.target));
    if (index >= 0 && index !== current()) choose(index, false);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button.copy');
    if (button) copy(button.dataset.copy, button);
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const typing = event.target.matches('input, select, textarea');
    if (event.target === box && event.key === 'ArrowDown') { event.preventDefault(); choose(0, true); return; }
    if (event.key === 'Escape' && !typing) { box.focus(); return; }
    if (typing) return;
    if (event.key === '/') { event.preventDefault(); box.focus(); box.select(); return; }
    const at = current();
    if (at < 0 || !results.contains(event.target)) return;
    const hit = hits()[at];
    if (event.key === 'ArrowDown') { event.preventDefault(); choose(at + 1, true); }
    else if (event.key === 'ArrowUp') { event.preventDefault(); if (at === 0) box.focus(); else choose(at - 1, true); }
    else if (event.key === 'Enter' && event.target.matches('a.open')) { event.preventDefault(); location.href = hit.querySelector('a.card-of').href; }
    else if (event.key === 'c') copy(hit.dataset.copy, hit);
    else if (event.key === 'w') { const why = hit.querySelector('details.why'); why.open = !why.open; }
  });

  shown = query().toString();
  // Typed while this script was still on its way.
  if (box.value !== box.defaultValue) {
    shown = '';
    look();
  }
  if (hits().length > 0) {
    const open = new URLSearchParams(location.search).get('open');
    const index = hits().findIndex((hit) => hit.dataset.open === open);
    hits()[Math.max(0, index)].classList.add('chosen');
  }
  settle();
})();
