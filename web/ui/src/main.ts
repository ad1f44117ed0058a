import "leaflet/dist/leaflet.css";
import "./style/tokens.css";
import "./style/map.css";
import "./style/panel.css";
import "./style/result.css";
import "./style/strip.css";
import "./style/print.css";
import { keepOffline } from "./offline";
import { Page } from "./page";

await new Page(document).start();
setTimeout(() => void keepOffline(), 500); // the first view comes first
