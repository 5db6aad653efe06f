import { readCalls, answeredRows } from './cns.mjs';
import { splitInTime } from './splits.mjs';
import { compareModels } from './compare.mjs';
import { loadModels } from './models.mjs';
const data = answeredRows(readCalls('/work/shared/data/cns-calls'));
console.log(data.features.rows, data.features.columns, data.classes, data.labels.reduce((a,b)=>a+b,0));
const models = await loadModels(console.log);
for (const s of [.5,.6,.7,.8]) { const r = compareModels(models, data, splitInTime(data.features.rows, s), ()=>0); console.log(s, r.served, Object.fromEntries(Object.entries(r.perModel).map(([k,v])=>[k,[v.auc.toFixed(3), v.validationAuc.toFixed(3), v.auc95.lower.toFixed(3), v.auc95.upper.toFixed(3)].join(' ')]))); }
