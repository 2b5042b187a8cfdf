// What a page does by itself: says whether it is live and how old its data is, and draws plots.
(function () {
  'use strict';

  let live = false;

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
        scales: { x: plot.dataset.kind === 'trend' ? { range: function (u, low, high) {
          return [high - 30 * 86400, high + 43200];
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

  document.addEventListener('htmx:sseOpen', function () { set(true); });
  document.addEventListener('htmx:sseError', function () { set(false); });
  document.addEventListener('htmx:sseClose', function () { set(false); });
  document.addEventListener('htmx:afterSettle', all);
  document.addEventListener('DOMContentLoaded', all);
  window.setInterval(show, 5000);
})();
