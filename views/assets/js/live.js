// [data-live] is the address of a stream that tells when its [data-live-block] is out of date. The block is then loaded
// again from [data-live-from] (this page by default) and morphed in, so that what is typed, open or focused stays.
// A hidden tab lets go of the stream, because a browser keeps only six connections to one house.
import htmx from "./htmx.js";

class Live {
  constructor(root) {
    this.root = root;
    this.known = root.dataset.liveAfter ?? "";
    this.next = 0; // when the block may be loaded again: the house says how long to wait, the longer the busier it is
  }

  open() {
    if (this.source || this.gone || document.hidden) return;
    const address = new URL(this.root.dataset.live, location.href);
    if (this.known) address.searchParams.set("after", this.known);
    this.source = new EventSource(address);
    this.source.addEventListener("change", (event) => {
      this.known = event.lastEventId;
      this.pace = Number(event.data);
      this.timer ??= setTimeout(() => this.load(), Math.max(0, this.next - Date.now()));
    });
  }

  close() {
    this.source?.close();
    this.source = undefined;
  }

  async load() {
    this.next = Date.now() + this.pace;
    const { liveBlock, liveFrom } = this.root.dataset;
    const target = (this.target = this.root.querySelector(liveBlock));
    try {
      if (target) await htmx.ajax("GET", liveFrom ?? location.pathname + location.search, { target, swap: "outerMorph" });
    } finally {
      this.timer = undefined;
    }
  }
}

let live;

function attach() {
  const root = document.querySelector("[data-live]");
  if (root === live?.root && root?.dataset.live === live?.address) return;
  live?.close();
  live = root && new Live(root);
  if (live) live.address = root.dataset.live;
  live?.open();
}

// What went out of sight, to another unit, leaves the page as it is: an error has no place in the middle of it.
document.addEventListener("htmx:after:request", (event) => {
  const { target, response } = event.detail.ctx;
  if (!live || target !== live.target || response.status < 400) return;
  event.preventDefault();
  live.gone = response.status === 404;
  if (live.gone) live.close();
});

document.addEventListener("visibilitychange", () => (document.hidden ? live?.close() : live?.open()));
document.addEventListener("htmx:after:swap", attach);
attach();
