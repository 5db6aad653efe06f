const MOST_READ = 4000;
const MOST_TOLD = 300;

/** A path of the machine it was built on, with what stands in brackets or after a colon there. */
const PATH = /\S*\/\S*/g;
/** A function of C++ with its result, where it follows a path, and wherever it stands. */
const ARGUMENTS = String.raw`\((?:[^()]|\([^()]*\))*\)(?: const)?(?: \[with [^\]]*\])?`;
const AFTER_PATH = new RegExp(String.raw`…\s+[^().…]*?[\w~>]+::[\w~<>:]+\s*${ARGUMENTS}`, 'g');
const FUNCTION = new RegExp(String.raw`[\w~]+(?:::[\w~<>]+)+\s*${ARGUMENTS}`, 'g');
const NAME = /\w+(?:::\w+)+/g;

/** The runtime's words without what they tell of the machine it was built on and of the code it is made of. */
export function plainWords(message: string): string {
  return message.slice(0, MOST_READ).replace(/\s+/g, ' ')
    .replace(PATH, '…').replace(AFTER_PATH, '…').replace(FUNCTION, '…').replace(NAME, '…')
    .replace(/…(?:\s*…)+/g, '…').trim().slice(0, MOST_TOLD);
}
