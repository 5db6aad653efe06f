export { freePort, removeFolders, temporaryFolder } from './folders.mjs';
export { clientOf, folded, request, tokenFor } from './http-client.mjs';
export { descendantsOf, isAlive, kill, livingProcesses, processesOn, until } from './processes.mjs';
export { environment, launch, ROOT, runTool, startService, startTool } from './service.mjs';
export { everyRow, formsOf } from './personal-data.mjs';
