import htmx from "htmx.org";

import "./style/base.scss";
import "./style/tokens.css";
import "./style/frame.css";
import "./style/line.css";
import "./style/print.css";
import { announceSwaps } from "./announcer";
import { showFailures } from "./failures";
import { closeMenus } from "./menus";
import { expandRows } from "./rows";
import { explainTerms } from "./terms";
import { switchTheme } from "./theme";

announceSwaps();
closeMenus();
expandRows(htmx);
explainTerms();
showFailures();
switchTheme();
