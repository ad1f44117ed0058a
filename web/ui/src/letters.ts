// The script of the pages that the service writes itself, which have no map.

import { lendHan } from "./han";

lendHan(import.meta.url);
