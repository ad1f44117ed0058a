import "leaflet/dist/leaflet.css";
import "./style/tokens.css";
import "./style/map.css";
import "./style/panel.css";
import "./style/result.css";
import { Page } from "./page";

void new Page(document).start();
