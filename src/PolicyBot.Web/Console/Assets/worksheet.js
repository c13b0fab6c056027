// Assesses with every change; without it the button does the same.
(() => {
  'use strict';
  const form = document.getElementById('worksheet');
  const trouble = document.getElementById('trouble');
  let running = null;

  const ready = () => form.querySelectorAll('button.print').forEach((b) => { b.hidden = false; });

  const assess = async (focus) => {
    running?.abort();
    running = new AbortController();
    const token = form.querySelector('input[name="__RequestVerificationToken"]');
    try {
      const response = await fetch('/console/worksheet?handler=Live', { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: running.signal, headers: { Accept: 'application/x-fragment' } });
      if (response.status === 401) {
        trouble.textContent = '';
        trouble.append('登录已过期，您填的还在。请在新窗口', Object.assign(document.createElement('a'), { href: '/console/sign-in', target: '_blank', rel: 'noopener', textContent: '重新登录' }), '，再改任意一项即可继续。');
        trouble.hidden = false;
        return;
      }
      if (!response.ok) return;
      const html = await response.text();
      trouble.hidden = true;
      form.innerHTML = html;
      form.append(token);
      ready();
      const again = focus && [...form.querySelectorAll('input, textarea, select')].find((e) => e.name === focus.name && (!['radio', 'checkbox'].includes(e.type) || e.value === focus.value));
      (again || document.getElementById('said')).focus();
    } catch { /* a newer change took its place */ }
  };

  form.addEventListener('change', (event) => {
    if (event.target.id === 'said') return;
    assess({ name: event.target.name, value: event.target.value });
  });
  // A day is a change as soon as it is whole.
  form.addEventListener('input', (event) => {
    if (event.target.name === 'asOf' && /^(\d{4}([-/.])\d{2}\2\d{2}|\d{8})$/.test(event.target.value)) assess({ name: 'asOf' });
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); assess({ name: 'said' }); });
  form.addEventListener('click', (event) => { if (event.target.matches('button.print')) window.print(); });
  form.addEventListener('keydown', (event) => {
    if (event.target.id === 'said' && event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); assess({ name: 'said' }); }
  });
  ready();
})();
