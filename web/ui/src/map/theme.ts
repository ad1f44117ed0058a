// What the colours of the tracks tell: the classes of each theme, in the order
// of its legend.

import type { Country } from "../answers";
import type { MessageKey } from "../language";
import { gaugeKey, type ColourName } from "./palette";
import type { TrackKind } from "./tile";

export const bodies = ["SCO", "BRICS", "ASEAN", "EAEU"] as const;
export type ThemeName = "gauge" | "electrification" | "status" | "quality" | (typeof bodies)[number];

export const themeNames: readonly ThemeName[] = ["gauge", "electrification", "status", "quality", ...bodies];

export interface TrackClass {
  id: string;
  colour: ColourName;
  label: MessageKey;
  /** The gauge in mm, where the label leaves it out. */
  gaugeMm?: number;
  dashed?: boolean;
}

export interface Theme {
  name: ThemeName;
  title: MessageKey;
  classes: readonly TrackClass[];
  /** The class of a track: one of `classes`. */
  classOf: (kind: TrackKind) => TrackClass;
}

export function isTheme(name: string): name is ThemeName {
  return (themeNames as readonly string[]).includes(name);
}

export function theme(name: ThemeName, countries: readonly Country[]): Theme {
  switch (name) {
    case "gauge":
      return gauge;
    case "electrification":
      return electrification;
    case "status":
      return status;
    case "quality":
      return quality;
    default:
      return membership(name, countries);
  }
}

const gauges: readonly TrackClass[] = [
  { id: "1520", colour: "gauge-1520", label: "gaugeRussian", gaugeMm: 1520 },
  { id: "1435", colour: "gauge-1435", label: "gaugeStandard", gaugeMm: 1435 },
  { id: "1000", colour: "gauge-1000", label: "gaugeMetre", gaugeMm: 1000 },
  { id: "other", colour: "gauge-other", label: "gaugeOther" },
];

const gauge: Theme = {
  name: "gauge", title: "gauge", classes: gauges,
  classOf: ({ gauge_mm }) => gauges.find(({ colour }) => colour === gaugeKey(gauge_mm))!,
};

const currents: readonly TrackClass[] = [
  { id: "25", colour: "class-blue", label: "current25" },
  { id: "15", colour: "class-purple", label: "current15" },
  { id: "3", colour: "class-red", label: "current3" },
  { id: "none", colour: "class-brown", label: "currentNone" },
  { id: "unknown", colour: "class-grey", label: "unknown" },
];

const electrification: Theme = {
  name: "electrification", title: "electrification", classes: currents,
  classOf: ({ electrification }) => {
    const id = electrification ? /^(25|15|3|none)\b/.exec(electrification)?.[1] : undefined;
    return currents.find((c) => c.id === id) ?? currents.at(-1)!;
  },
};

const states: readonly TrackClass[] = [
  { id: "open", colour: "class-blue", label: "statusOpen" },
  { id: "under construction", colour: "class-amber", label: "statusBuilding" },
  { id: "unknown", colour: "class-grey", label: "unknown" },
];

const status: Theme = {
  name: "status", title: "status", classes: states,
  classOf: ({ status }) => states.find(({ id }) => id === status) ?? states.at(-1)!,
};

const qualities: readonly TrackClass[] = [
  { id: "osm", colour: "class-green", label: "qualityOsm" },
  { id: "osm-simplified", colour: "class-blue", label: "qualitySimplified" },
  { id: "coarse", colour: "class-amber", label: "qualityCoarse" },
  { id: "chord", colour: "class-red", label: "qualityChord", dashed: true },
];

const quality: Theme = {
  name: "quality", title: "quality", classes: qualities,
  classOf: (kind) => qualities.find(({ id }) => id === kind.quality) ?? qualities.at(-1)!,
};

const roles: readonly TrackClass[] = [
  { id: "member", colour: "class-blue", label: "roleMember" },
  { id: "partner", colour: "class-green", label: "rolePartner" },
  { id: "observer", colour: "class-amber", label: "roleObserver" },
  { id: "dialogue partner", colour: "class-purple", label: "roleDialogue" },
  { id: "none", colour: "class-grey", label: "roleNone" },
];

function membership(body: (typeof bodies)[number], countries: readonly Country[]): Theme {
  const byCountry = new Map(countries.map(({ id, memberships }) => {
    const role = memberships.find((m) => m.body === body)?.role;
    return [id, roles.find((r) => r.id === role) ?? roles.at(-1)!];
  }));
  const used = new Set(byCountry.values()).add(roles.at(-1)!);
  return {
    name: body, title: "membership", classes: roles.filter((role) => used.has(role)),
    classOf: ({ country }) => byCountry.get(country) ?? roles.at(-1)!,
  };
}
