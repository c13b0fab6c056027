// Shared by every page of the console: copying, a word that it was done, and one key on cards.
(() => {
  'use strict';
  // A filter stands open where there is room for it; closed, it says what is set.
  document.querySelectorAll('details.filter').forEach((filter) => {
    if (filter.dataset.roomy === 'yes' && matchMedia('(min-width: 40rem)').matches) filter.open = true;
    const value = (field) => (field.type === 'checkbox' ? (field.checked ? field.parentElement.textContent.trim() : '') : field.value && field.tagName === 'SELECT' ? field.selectedOptions[0].textContent.trim() : field.value.trim());
    filter.addEventListener('input', () => {
      const set = [...filter.querySelectorAll('select, input')].map(value).filter(Boolean).join('，');
      filter.querySelector('.set').textContent = set && '：' + set;
    });
  });
  const tell = (text, near) => {
    const word = Object.assign(document.createElement('span'), { className: 'told', textContent: text });
    word.setAttribute('role', 'status');
    near.append(word);
    setTimeout(() => word.remove(), 1500);
  };

  // The clipboard interface is there only over https and on this machine; the old way works everywhere.
  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      try { await navigator.clipboard.writeText(text); return; } catch { /* the old way */ }
    }
    const area = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'quiet' });
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    document.execCommand('copy');
    area.remove();
    before?.focus();
  };

  window.policybot = { copy, tell };

  document.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.readOnly) event.target.select();
  });

  document.querySelector('.sections [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });

  // Paper opens nothing: what is folded up is printed with the rest, and folded again afterwards.
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('.benefit:not([open]), .official details:not([open])')];
    folded.forEach((one) => { one.open = true; });
  });
  window.addEventListener('afterprint', () => folded.forEach((one) => { one.open = false; }));

  const ticket = document.getElementById('ticket');
  if (ticket) {
    const button = document.getElementById('copy-ticket');
    const take = () => copy(ticket.value).then(() => tell('已复制', button.parentElement));
    button.hidden = false;
    button.addEventListener('click', take);
    document.querySelectorAll('button.print').forEach((b) => { b.hidden = false; b.addEventListener('click', () => window.print()); });
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input, select, textarea')) return;
      if (event.key === 'c') take();
      else if (event.key === 'p') window.print();
      else if (event.key === '/') { event.preventDefault(); location.href = document.getElementById('again').href; }
    });
  }
})();
