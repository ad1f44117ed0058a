// Reads a PMTiles archive with npm's pmtiles and prints what it finds as JSON.
// Arguments: the folder of the module, the archive. Beyond zoom 4 it reads one
// tile in five.
import { open } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, path] = process.argv.slice(2).map((name) => resolve(name));
const { PMTiles } = createRequire(import.meta.url)(folder);

const file = await open(path);
const source = {
	getKey: () => path,
	async getBytes(offset, length) {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
		return { data: new Uint8Array(buffer.subarray(0, bytesRead)).buffer };
	},
};

const archive = new PMTiles(source);
const header = await archive.getHeader();
const metadata = await archive.getMetadata();
const tiles = {};
for (let z = 0; z <= header.maxZoom; z++) {
	for (let x = 0; x < 2 ** z; x++) {
		for (let y = 0; y < 2 ** z; y++) {
			if (z > 4 && (x + y) % 5 !== 0) continue;
			const tile = await archive.getZxy(z, x, y);
			if (tile) tiles[`${z}/${x}/${y}`] = new TextDecoder().decode(tile.data);
		}
	}
}
await file.close();
console.log(JSON.stringify({
	attribution: metadata.attribution,
	maxZoom: header.maxZoom,
	bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
	tiles,
}));
