import "../style/map.css";
import "../style/map-time.css";
import { RelationshipMap } from "./relationship_map";
import { readSettings } from "./settings";

let shown: RelationshipMap | null = null;

/** The page may be exchanged without being loaded anew: then the map that was there ends. */
function begin(): void {
  const settings = document.getElementById("map-settings");
  if (shown && (!settings || !shown.isOnPage)) {
    shown.stop();
    shown = null;
  }
  if (!settings || shown) return;
  shown = new RelationshipMap(readSettings());
  shown.start();
}

document.body.addEventListener("htmx:afterSettle", begin);
begin();
