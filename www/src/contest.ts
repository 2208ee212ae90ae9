// For sellers: how a report can be checked and answered.

import { translatePage } from "../../extension/src/ui/page.ts";
import * as api from "./api.ts";

translatePage();
document.title = `${api.message("ui_name")}: ${api.message("www_contest_title")}`;
