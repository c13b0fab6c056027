// Progress without reloading, and a jump to the line that a problem names. Both pages work without it.
(() => {
  'use strict';
  const job = document.getElementById('job');
  const look = async () => {
    try {
      const answer = await fetch(job.dataset.state, { headers: { Accept: 'application/json' } });
      if (!answer.ok) { location.reload(); return; }
      const state = await answer.json();
      if (state.over) { location.reload(); return; }
      document.getElementById('job-text').textContent = state.text;
      const bar = document.getElementById('job-bar');
      if (state.total > 0) { bar.max = state.total; bar.value = state.done; } else { bar.removeAttribute('value'); }
    } catch { /* The network is away for a moment: the next look tells. */ }
    setTimeout(look, 1000);
  };
  if (job) setTimeout(look, 500);

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-line]') : null;
    const text = document.getElementById('text');
    if (!link || !text) return;
    event.preventDefault();
    const lines = text.value.split('\n');
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[line].length);
    text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (line - 5));
  });
})();
