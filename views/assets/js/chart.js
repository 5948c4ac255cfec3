// [data-chart] draws the table it names with [data-of]: the table stays the truth, the picture is beside it. A click on
// a mark follows the link of its line. The library is fetched only by pages that draw.
const places = document.querySelectorAll("[data-chart]");
if (places.length) import("./echarts.js").then(({ init }) => places.forEach((place) => draw(place, init)));

const number = (cell) => Number(cell.textContent.replace(/\D/g, ""));
const kinds = { line, bar, heat };

function draw(place, init) {
  const table = document.getElementById(place.dataset.of);
  place.hidden = false;
  const chart = init(place, null, { renderer: "svg" });
  const show = () => chart.setOption(kinds[place.dataset.chart](table, colours(), place.dataset), true);
  show();
  new ResizeObserver(() => chart.resize()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  chart.on("click", ({ dataIndex }) => table.tBodies[0].rows[dataIndex]?.querySelector("a")?.click());
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const named = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: named("ink"), soft: named("soft"), line: named("line"), paper: named("paper"),
    font: getComputedStyle(document.body).fontFamily, first: named("brand"), second: named("near"), cold: named("sunk"), warm: named("brand"),
  };
}

// What all charts share: no animation, words in the page's colours, a tooltip drawn in the picture (an HTML one would
// need inline style, which the content policy forbids), patterns beside colours, and a description for screen readers.
function base({ ink, soft, line, paper, font, first, second }, { label }) {
  const axis = { axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft, hideOverlap: true }, splitLine: { lineStyle: { color: line } } };
  return {
    axis,
    option: {
      animation: false,
      color: [first, second],
      textStyle: { color: ink, fontFamily: font },
      aria: { enabled: true, label: { description: label }, decal: { show: true } },
      grid: { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: "same" },
      tooltip: {
        renderMode: "richText", confine: true, backgroundColor: paper, borderColor: line, textStyle: { color: ink, fontSize: 13 },
      },
    },
  };
}

function line(table, colour, data) {
  const { axis, option } = base(colour, data);
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  return {
    ...option,
    legend: { textStyle: { color: colour.ink }, top: 0, left: 0 },
    tooltip: { ...option.tooltip, trigger: "axis" },
    xAxis: { ...axis, type: "category", boundaryGap: false, data: rows.map((row) => row.cells[0].textContent) },
    yAxis: { ...axis, type: "value", minInterval: 1 },
    series: [1, 2].map((column) => ({
      name: heads[column], type: "line", data: rows.map((row) => number(row.cells[column])), showSymbol: rows.length < 40,
      symbol: column === 1 ? "circle" : "triangle", symbolSize: 7, lineStyle: { width: 2, type: column === 1 ? "solid" : "dashed" },
    })),
  };
}

function bar(table, colour, data) {
  const { axis, option } = base(colour, data);
  const rows = [...table.tBodies[0].rows];
  return {
    ...option,
    grid: { ...option.grid, top: 8, right: 48 },
    xAxis: { ...axis, type: "value", minInterval: 1 },
    yAxis: { ...axis, type: "category", inverse: true, data: rows.map((row) => row.cells[0].textContent) },
    series: [{
      type: "bar", data: rows.map((row) => number(row.cells[1])), barMaxWidth: 28,
      label: { show: true, position: "right", color: colour.ink },
    }],
  };
}

function heat(table, colour, data) {
  const { axis, option } = base(colour, data);
  const rows = [...table.tBodies[0].rows];
  const cells = rows.flatMap((row, y) => [...row.cells].slice(1).map((cell, x) => [x, y, number(cell)]));
  return {
    ...option,
    aria: { ...option.aria, decal: { show: false } },
    grid: { ...option.grid, top: 8, bottom: 48 },
    xAxis: { ...axis, type: "category", data: [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent) },
    yAxis: { ...axis, type: "category", inverse: true, data: rows.map((row) => row.cells[0].textContent) },
    visualMap: {
      min: 0, max: Math.max(1, ...cells.map((cell) => cell[2])), calculable: false, orient: "horizontal", left: "center", bottom: 0,
      itemHeight: 120, itemWidth: 14, textStyle: { color: colour.soft }, inRange: { color: [colour.cold, colour.warm] },
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: colour.paper, borderWidth: 1 } }],
  };
}
