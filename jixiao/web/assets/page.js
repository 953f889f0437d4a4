"use strict";
// Drawing for pages with charts. Without this script the page still says everything.
(() => {
  // --- charts -------------------------------------------------------------------------------------------------------

  // Colours that the colour-blind can tell apart, dark enough for print.
  const COLOURS = ["#1f4e79", "#d55e00", "#009e73", "#b8860b", "#7b3294", "#3f8fc4", "#8c564b", "#444444", "#c2478f", "#6b7d1e"];
  const POINTS = { circle: "●", rect: "■", triangle: "▲", rectRot: "◆", star: "✱", crossRot: "✕" };
  const PRINTED = { bar: [330, 190], line: [670, 190] }; // pixels: half a page's width, and all of it

  function draw(canvas, trend) {
    const figure = canvas.closest("figure");
    const bars = figure.classList.contains("bars");
    showKeys(figure, bars);
    return new Chart(canvas, {
      type: bars ? "bar" : "line",
      data: { labels: trend.years, datasets: trend.lines.map(dataset) },
      options: {
        animation: false,
        maintainAspectRatio: false,
        devicePixelRatio: Math.max(2, window.devicePixelRatio),
        interaction: { mode: "index", intersect: false },
        plugins: {
          legend: { display: false },
          tooltip: { callbacks: { label: item => ` ${item.dataset.label} ${item.dataset.words[item.dataIndex]}` } },
        },
        scales: {
          x: { grid: { display: false } },
          y: { beginAtZero: true, title: { display: true, text: trend.unit } },
        },
      },
    });
  }

  // The table of values is the legend too.
  function showKeys(figure, bars) {
    figure.querySelectorAll("tbody th").forEach((head, number) => {
      const key = document.createElement("span");
      key.className = "key";
      key.ariaHidden = "true";
      key.textContent = bars ? POINTS.rect : at(Object.values(POINTS), number);
      key.style.color = at(COLOURS, number);
      head.prepend(key);
    });
  }

  const at = (list, number) => list[number % list.length];

  function dataset(line, number) {
    const colour = at(COLOURS, number);
    return {
      label: line.name,
      words: line.values,
      data: line.values.map(words => (words === null ? null : Number(words))),
      backgroundColor: colour,
      borderColor: colour,
      pointStyle: at(Object.keys(POINTS), number),
      pointRadius: 5,
      maxBarThickness: 48,
    };
  }

  function drawAll() {
    const trends = JSON.parse(document.getElementById("trends").textContent);
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.color = "#222";
    return [...document.querySelectorAll("canvas[data-trend]")].map(canvas => draw(canvas, trends[canvas.dataset.trend]));
  }

  // --- print --------------------------------------------------------------------------------------------------------

  function preparePrint(charts) {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")];
      opened.forEach(one => { one.open = true; });
      charts.forEach(chart => chart.resize(...PRINTED[chart.config.type]));
    });
    window.addEventListener("afterprint", () => {
      opened.forEach(one => { one.open = false; });
      charts.forEach(chart => chart.resize());
    });
  }

  preparePrint(drawAll());
})();
