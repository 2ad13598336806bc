import htmx from "htmx.org";

import "./style/base.scss";
import "./style/tokens.css";
import "./style/frame.css";
import "./style/parts.css";
import "./style/line.css";
import "./style/mirror.css";
import "./style/print.css";
import { announceSwaps } from "./announcer";
import { showFailures } from "./failures";
import { listenToKeys } from "./keys";
import { closeMenus } from "./menus";
import { dismissNotices } from "./notices";
import { expandRows } from "./rows";
import { explainTerms } from "./terms";
import { switchTheme } from "./theme";

announceSwaps();
closeMenus();
dismissNotices();
expandRows(htmx);
explainTerms();
listenToKeys();
showFailures();
switchTheme();
