// Loads one behaviour for each data attribute it finds; without any of this every page still works.
import "./htmx.js";
import "./live.js";
import "./tabs.js";
import "./countdown.js";
import "./sent.js";
import "./seen.js";
import "./draft.js";
import "./macro.js";
import "./mention.js";
import "./counter.js";
import "./files.js";
import "./pick.js";
import "./queue.js";
import "./offline.js";
import "./notify.js";
import "./news.js";
import "./chart.js";
