/**
 * What a page can do where scripts run: sort a table, open and close everything, find an area, copy a table. Nothing on
 * the page needs it: it adds its own buttons, so that none stands there in vain. It loads nothing and keeps nothing.
 */
export const script = `
(function () {
  'use strict';
  var d = document;
  function all(selector, root) { return Array.prototype.slice.call((root || d).querySelectorAll(selector)); }
  function make(tag, text, name) {
    var e = d.createElement(tag);
    if (text) e.textContent = text;
    if (name) e.className = name;
    if (tag === 'button') e.type = 'button';
    return e;
  }
  var said = make('p', '', 'vh');
  said.setAttribute('role', 'status');
  d.body.querySelector('main').appendChild(said);
  function say(text) { said.textContent = ''; setTimeout(function () { said.textContent = text; }, 50); }

  // The number a cell begins with, so that 1,423 (1,390 to 1,450) and -\\u00a32.4m stand in their order.
  function numberOf(text) {
    var found = /^([\\u2212+]?)\\u00a3?([\\d,]*\\.?\\d+)(m?)/.exec(text.trim());
    if (!found) return null;
    return (found[1] === '\\u2212' ? -1 : 1) * parseFloat(found[2].replace(/,/g, '')) * (found[3] ? 1e6 : 1);
  }
  function sort(table, column, button) {
    var body = table.tBodies[0];
    var th = button.parentNode;
    var next = th.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
    all('th[aria-sort]', table).forEach(function (one) { one.removeAttribute('aria-sort'); });
    th.setAttribute('aria-sort', next);
    var sign = next === 'ascending' ? 1 : -1;
    all('tr', body).map(function (row, i) {
      var text = row.cells[column] ? row.cells[column].textContent.trim() : '';
      return { row: row, i: i, text: text.toLowerCase(), number: numberOf(text) };
    }).sort(function (a, b) {
      // What is no number comes last either way.
      if (a.number !== null && b.number !== null) return sign * (a.number - b.number) || a.i - b.i;
      if (a.number !== null || b.number !== null) return a.number !== null ? -1 : 1;
      return a.text < b.text ? -sign : a.text > b.text ? sign : a.i - b.i;
    }).forEach(function (item) { body.appendChild(item.row); });
    say('Sorted by ' + button.textContent + ', ' + next);
  }
  function copied(table) {
    return all('tr', table).map(function (row) {
      return Array.prototype.map.call(row.cells, function (cell) {
        var text = cell.textContent.replace(/\\s+/g, ' ').trim();
        // A spreadsheet would run it as a formula.
        return /^[=+@-]/.test(text) && numberOf(text) === null ? "'" + text : text;
      }).join('\\t');
    }).join('\\n');
  }
  function copy(table, button) {
    var text = copied(table);
    function done() { button.textContent = 'Copied'; say('Table copied'); setTimeout(function () { button.textContent = 'Copy table'; }, 2000); }
    function old() {
      var area = make('textarea');
      area.value = text;
      d.body.appendChild(area);
      area.select();
      try { d.execCommand('copy'); done(); } catch (e) { say('The table could not be copied'); }
      area.remove();
    }
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, old);
    else old();
  }
  // Buttons of a table come when it is first seen: a page of many areas has hundreds.
  function ready(scroll) {
    if (scroll.dataset.ready || scroll.offsetParent === null) return;
    scroll.dataset.ready = '1';
    fit(scroll);
    var table = scroll.querySelector('table');
    if (!table) return;
    if (table.tBodies[0].rows.length > 2) all('thead th', table).forEach(function (th, i) {
      var text = th.textContent;
      if (!text) return;
      var button = make('button', text, 'sort');
      button.addEventListener('click', function () { sort(table, i, button); });
      th.textContent = '';
      th.appendChild(button);
    });
    if (scroll.parentNode.matches('details.data')) {
      var button = make('button', 'Copy table', 'small');
      button.addEventListener('click', function () { copy(table, button); });
      scroll.parentNode.insertBefore(button, scroll);
    }
  }
  // What does not scroll is no stop for the keyboard.
  function fit(scroll) {
    if (scroll.offsetParent === null) return;
    if (scroll.scrollWidth > scroll.clientWidth + 1) scroll.tabIndex = 0;
    else scroll.removeAttribute('tabindex');
  }
  function look(root) { all('.scroll', root).forEach(ready); }
  look(d);
  d.addEventListener('toggle', function (event) { if (event.target.open) look(event.target); }, true);
  var waiting = 0;
  addEventListener('resize', function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { all('.scroll[data-ready]').forEach(fit); }, 200);
  });

  var tools = d.getElementById('tools');
  if (tools) {
    var everything = make('button', 'Open all tables and notes', 'small');
    var open = false;
    everything.setAttribute('aria-pressed', 'false');
    everything.addEventListener('click', function () {
      open = !open;
      all('main details').forEach(function (one) { one.open = open; });
      everything.setAttribute('aria-pressed', String(open));
    });
    tools.appendChild(everything);
  }

  var areas = d.getElementById('areas-list');
  if (areas) {
    var label = make('label', areas.getAttribute('data-find') + ' ', 'find');
    var box = make('input');
    box.type = 'search';
    label.appendChild(box);
    areas.parentNode.insertBefore(label, areas);
    box.addEventListener('input', function () {
      var wanted = box.value.trim().toLowerCase();
      var left = 0;
      all('[data-area]').forEach(function (one) {
        one.hidden = one.getAttribute('data-area').toLowerCase().indexOf(wanted) < 0;
        if (!one.hidden && one.tagName === 'DETAILS') left++;
      });
      say(left + ' shown');
    });
  }

  // A link to what lies in something closed opens it.
  function reach() {
    // Our ids are plain letters: nothing is to be decoded.
    var one = d.getElementById(location.hash.slice(1));
    if (!one) return;
    for (var up = one; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    one.scrollIntoView();
  }
  addEventListener('hashchange', reach);
  if (location.hash) reach();

  // Where the reader is, in the contents.
  var links = all('nav.contents a');
  if (links.length && 'IntersectionObserver' in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        links.forEach(function (link) {
          if (link.getAttribute('href') === '#' + entry.target.id) link.setAttribute('aria-current', 'true');
          else link.removeAttribute('aria-current');
        });
      });
    }, { rootMargin: '0px 0px -75% 0px' });
    links.forEach(function (link) {
      var one = d.getElementById(link.getAttribute('href').slice(1));
      if (one) seen.observe(one);
    });
  }
})();
`;
