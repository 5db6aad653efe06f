export { removeTemplateFolder as default } from './template-folder.mjs';
