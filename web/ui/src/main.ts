import "leaflet/dist/leaflet.css";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/map.css";
import "./style/panel.css";
import "./style/result.css";
import "./style/strip.css";
import "./style/print.css";
import { lendHan } from "./han";
import { keepOffline } from "./offline";
import { Page } from "./page";

await new Page(document).start();
setTimeout(() => { // the first view comes first
  lendHan(document.baseURI);
  void keepOffline();
}, 500);
