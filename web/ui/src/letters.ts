// What a page without the map needs of the above: those that the service writes.

import { lendHan } from "./han";

lendHan(import.meta.url);
