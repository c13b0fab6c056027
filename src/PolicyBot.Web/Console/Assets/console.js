// Shared by every page of the console. A field marked data-select is selected when focus comes to it, so that one key copies it.
(() => {
  'use strict';
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.readOnly) event.target.select();
  });
})();
