/**
 * Where a country's middle lies (degrees) and how far its land reaches from there (km), rounded outwards; the CIA World Factbook's
 * coordinates and areas. Countries that are missing are never judged.
 * Land overseas is left out, but for islands that many live on.
 */
const COUNTRIES: Readonly<Record<string, readonly [latitude: number, longitude: number, radiusKm: number]>> = {
  AE: [24, 54, 350], AR: [-34, -64, 2000], AT: [47.3, 13.3, 320], AU: [-27, 133, 2300], BD: [24, 90, 400], BE: [50.8, 4, 170], BG: [43, 25, 280], BR: [-10, -55, 2500],
  CA: [60, -95, 3000], CH: [47, 8, 200], CL: [-30, -71, 2800], CN: [35, 105, 2700], CO: [4, -72, 1000], CZ: [49.8, 15.5, 280], DE: [51, 9, 500], DK: [56, 10, 300], DZ: [28, 3, 1200],
  EG: [27, 30, 750], ES: [40, -4, 1900], ET: [8, 38, 900], FI: [64, 26, 650], FR: [46, 2, 700], GB: [54, -2, 650], GH: [8, -2, 400], GR: [39, 22, 500], HK: [22.3, 114.2, 40],
  HU: [47, 20, 300], ID: [-5, 120, 2800], IE: [53, -8, 280], IL: [31.5, 34.8, 250], IN: [20, 77, 1900], IQ: [33, 44, 600], IR: [32, 53, 1200], IT: [42.8, 12.8, 750], JP: [36, 138, 1700],
  KE: [1, 38, 650], KH: [13, 105, 350], KP: [40, 127, 450], KR: [37, 127.5, 450], KZ: [48, 68, 1600], LA: [18, 105, 550], LK: [7, 81, 260], MA: [32, -5, 1200], MM: [22, 98, 1200],
  MN: [46, 105, 1300], MO: [22.2, 113.6, 20], MX: [23, -102, 1900], MY: [2.5, 112.5, 1400], NG: [10, 8, 750], NL: [52.5, 5.8, 200], NO: [62, 10, 1700], NP: [28, 84, 500], NZ: [-41, 174, 1000],
  PE: [-10, -76, 1200], PH: [13, 122, 1000], PK: [30, 70, 1000], PL: [52, 20, 450], PT: [39.5, -8, 1700], RO: [46, 25, 400], RU: [60, 100, 5000], SA: [25, 45, 1200], SE: [62, 15, 850],
  SG: [1.4, 103.8, 40], TH: [15, 100, 1000], TR: [39, 35, 900], TW: [23.5, 121, 250], TZ: [-6, 35, 750], UA: [49, 32, 750], US: [38, -97, 2600], UZ: [41, 64, 750], VN: [16, 106, 950],
  ZA: [-29, 24, 1100],
};

const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * The least distance in km that somebody covers between two countries: of their middles (haversine formula), less how far each reaches; 0 for
 * neighbours. Undefined where one of them is not known.
 */
export function leastDistanceKm(from: string, to: string): number | undefined {
  const [here, there] = [COUNTRIES[from], COUNTRIES[to]];
  if (here === undefined || there === undefined) return undefined;
  if (from === to) return 0;
  const [latitude, longitude] = [radians(there[0] - here[0]), radians(there[1] - here[1])];
  const chord = Math.sin(latitude / 2) ** 2 + Math.cos(radians(here[0])) * Math.cos(radians(there[0])) * Math.sin(longitude / 2) ** 2;
  return Math.max(0, 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord))) - here[2] - there[2]);
}
