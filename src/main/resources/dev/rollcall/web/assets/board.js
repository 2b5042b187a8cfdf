// What a page does by itself: says whether it is live and how old its data is, and draws plots.
(function () {
  'use strict';

  let live = false;
  let lost = false;
  let kept = null;

  function show() {
    document.querySelectorAll('.live').forEach(function (one) {
      one.textContent = live ? one.dataset.live : one.dataset.off;
      one.classList.toggle('on', live);
    });
    document.querySelectorAll('[data-age]').forEach(function (one) {
      one.dataset.since = one.dataset.since || String(Date.now());
      const seconds = Number(one.dataset.age) + (Date.now() - Number(one.dataset.since)) / 1000;
      const text = seconds < 60 ? one.dataset.now : Math.floor(seconds / 60) + ' ' + one.dataset.minutes;
      if (one.textContent !== text) {
        one.textContent = text;
      }
    });
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function draw(plot) {
    if (plot.dataset.drawn || !window.uPlot) {
      return;
    }
    plot.dataset.drawn = 'yes';
    const labels = plot.dataset.labels.split('|');
    const strokes = plot.dataset.kind === 'trend' ? ['--absent', '--late'] : ['--present'];
    const text = colour('--pico-color') || '#888';
    const grid = { stroke: colour('--pico-muted-border-color') || '#888', width: 1 };
    const times = plot.dataset.kind === 'trend' ? '{M}-{D}' : '{HH}:{mm}';
    const format = window.uPlot.fmtDate(times);
    const zone = plot.dataset.zone;
    const series = labels.map(function (label, index) {
      return {
        label: label,
        stroke: colour(strokes[index]),
        width: 2,
        points: { show: plot.dataset.kind === 'trend' },
        paths: plot.dataset.kind === 'trend' ? undefined : window.uPlot.paths.stepped({ align: 1 }),
      };
    });
    const axis = { stroke: text, grid: grid, ticks: grid };
    new window.uPlot(
      {
        width: plot.clientWidth,
        height: 220,
        tzDate: function (seconds) { return window.uPlot.tzDate(new Date(seconds * 1e3), zone); },
        series: [{ value: function (u, seconds) {
          return seconds == null ? '' : format(window.uPlot.tzDate(new Date(seconds * 1e3), zone));
        } }].concat(series),
        axes: [
          Object.assign({ values: function (u, ticks) {
            return ticks.map(function (seconds) { return format(window.uPlot.tzDate(new Date(seconds * 1e3), zone)); });
          } }, axis),
          Object.assign({ incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] }, axis),
        ],
        scales: { x: plot.dataset.kind === 'trend' ? { range: function (u) {
          const last = u.data[0][u.data[0].length - 1]; // The given limits are far away where there is one day only.
          return [last - 30 * 86400, last + 43200];
        } } : {}, y: { range: function (u, low, high) { return [0, Math.max(1, high)]; } } },
      },
      [JSON.parse(plot.dataset.x)].concat(JSON.parse(plot.dataset.y)),
      plot
    );
  }

  function all() {
    document.querySelectorAll('.plot').forEach(draw);
    show();
  }

  function set(on) {
    live = on;
    show();
  }

  // What is opened, where the keyboard is and how far the page is scrolled stay as they are when it is brought up to date.
  function keep(event) {
    if (event.detail.target.id !== 'live') {
      return;
    }
    const open = new Map();
    document.querySelectorAll('#live details[data-key]').forEach(function (one) {
      open.set(one.dataset.key, one.open);
    });
    const active = document.activeElement;
    const own = active && event.detail.target.contains(active) ? active : null;
    kept = {
      open: open,
      link: own && own.getAttribute('href'),
      key: own && own.tagName === 'SUMMARY' ? own.parentNode.dataset.key : null,
      scroll: window.scrollY,
    };
  }

  function restore() {
    all();
    if (!kept) {
      return;
    }
    const before = kept;
    kept = null;
    let focus = null;
    document.querySelectorAll('#live details[data-key]').forEach(function (one) {
      if (before.open.has(one.dataset.key)) {
        one.open = before.open.get(one.dataset.key);
      }
      if (before.key !== null && one.dataset.key === before.key) {
        focus = one.querySelector('summary');
      }
    });
    document.querySelectorAll('#live a[href]').forEach(function (one) {
      if (before.link !== null && one.getAttribute('href') === before.link) {
        focus = one;
      }
    });
    if (focus) {
      focus.focus({ preventScroll: true });
    }
    window.scrollTo(0, before.scroll);
  }

  // What happened while nobody could tell is not told again, so that the page asks.
  function opened() {
    const behind = lost;
    lost = false;
    set(true);
    if (behind) {
      window.htmx.trigger('#live', 'refresh');
    }
  }

  function closed() {
    lost = true;
    set(false);
  }

  document.addEventListener('htmx:sseOpen', opened);
  document.addEventListener('htmx:sseError', closed);
  document.addEventListener('htmx:sseClose', closed);
  document.addEventListener('htmx:beforeSwap', keep);
  document.addEventListener('htmx:afterSwap', restore);
  document.addEventListener('htmx:afterSettle', all);
  document.addEventListener('DOMContentLoaded', all);
  window.setInterval(show, 5000);
})();
