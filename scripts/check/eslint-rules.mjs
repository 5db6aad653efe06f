import { relative, sep } from 'node:path';

const BANNED = ['helper', 'util', 'manager', 'common', 'base'];
const isBanned = (word) => BANNED.some((banned) => word === banned || word === `${banned}s`);
// "Base rate" is statistics, not a base class.
const words = (name) =>
  name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/\bbase-(rates?)\b/g, '$1').split(/[-_.]/);
const pathOf = (context) => relative(context.cwd, context.filename).split(sep);
const rule = (message, create, schema = []) => ({ meta: { type: 'problem', schema, messages: { message } }, create });

/** Calls `report` for each use of a global: a reference that no declaration in the file answers. */
function globalReferences(context, report) {
  const { globalScope } = context.sourceCode.scopeManager;
  const declared = globalScope.set;
  const unanswered = globalScope.through.filter(({ identifier }) => !declared.get(identifier.name)?.defs.length);
  const configured = [...declared.values()].filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
  for (const reference of new Set([...unanswered, ...configured])) {
    if (reference.isValueReference !== false) report(reference.identifier);
  }
}

const IMPURE = new Set([
  'performance', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'console', 'crypto',
  'globalThis', 'global', 'require',
]);

const member = (node) => (node.parent.type === 'MemberExpression' && node.parent.object === node ? node.parent : undefined);
const propertyName = ({ property, computed }) => (computed ? property.value : property.name);

function impurity(node) {
  if (IMPURE.has(node.name)) return node.name;
  const access = member(node);
  const property = access && propertyName(access);
  if (node.name === 'Math' && property === 'random') return 'Math.random';
  if (node.name !== 'Date') return undefined;
  if (property === 'now') return 'Date.now';
  if (node.parent.type === 'CallExpression' && node.parent.callee === node) return 'Date()';
  return node.parent.type === 'NewExpression' && node.parent.arguments.length === 0 ? 'new Date()' : undefined;
}

const pureCore = rule('{{what}} in core: time, chance and I/O come in as arguments.', (context) => ({
  'Program:exit'() {
    globalReferences(context, (node) => {
      const what = impurity(node);
      if (what) context.report({ node, messageId: 'message', data: { what } });
    });
  },
}));

const noProcessEnv = rule('The environment is read once, in libs/platform/src/config; take a slice of it.', (context) => ({
  'MemberExpression[object.name="process"]'(node) {
    if (propertyName(node) === 'env') context.report({ node, messageId: 'message' });
  },
  'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]'(node) {
    context.report({ node, messageId: 'message' });
  },
  'ImportDeclaration[source.value=/^(?:node:)?process$/] > ImportSpecifier[imported.name="env"]'(node) {
    context.report({ node, messageId: 'message' });
  },
}));

const httpExceptionInHttp = rule('{{name}} outside http/: throw an AppError, the filter gives it a status.', (context) => ({
  'ImportDeclaration[source.value="@nestjs/common"] > ImportSpecifier'(node) {
    const { name } = node.imported;
    if (/Exception$/.test(name)) context.report({ node, messageId: 'message', data: { name } });
  },
}));

const NAMED = 'ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration, TSEnumDeclaration';

const names = rule('"{{name}}": {{why}}.', (context) => {
  const report = (node, name, why) => context.report({ node, messageId: 'message', data: { name, why } });
  return {
    Program(node) {
      for (const part of pathOf(context)) {
        if (words(part).some(isBanned)) report(node, part, 'the name says nothing; name the role');
        else if (!/^[.]?[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(part)) report(node, part, 'file and folder names are kebab-case');
      }
    },
    [NAMED](node) {
      if (node.id && words(node.id.name).some(isBanned)) report(node.id, node.id.name, 'the name says nothing; name the role');
    },
  };
});

const FUNCTIONS = 'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression';

const rootName = (node) => (node.name ? node.name : rootName(node.callee ?? node.object ?? node.tag ?? { name: '?' }));
const isTestName = (node) => ['describe', 'it', 'test'].includes(rootName(node));

/** A class is wired by its constructor: decorated for Nest, or a use case that keeps every part it is handed. */
function isWiring({ parent: method, params }) {
  if (method.type !== 'MethodDefinition' || method.kind !== 'constructor') return false;
  return method.parent.parent.decorators?.length > 0 || params.every(({ type }) => type === 'TSParameterProperty');
}

/** The body of `it.each(table)(name, body)` takes a row's columns. */
const isTableRow = ({ parent }) => parent.type === 'CallExpression' && isTestName(parent.callee);

const maxParams = rule('{{count}} parameters, at most {{limit}}.', (context) => {
  const inCore = /^libs\/(?:kernel|[^/]+\/src\/core)\//.test(pathOf(context).join('/'));
  return {
    [`${FUNCTIONS}, TSEmptyBodyFunctionExpression`](node) {
      const limit = !inCore && isWiring(node) ? 6 : 4;
      const count = node.params.filter(({ name }) => name !== 'this').length;
      if (count > limit && !isTableRow(node)) context.report({ node, messageId: 'message', data: { count, limit } });
    },
  };
});

const isTestCall = ({ type, expression }) =>
  type === 'ExpressionStatement' &&
  expression.type === 'CallExpression' &&
  isTestName(expression.callee);

const maxFunctionLines = rule('{{count}} lines, at most 50 (aim at 25).', (context) => ({
  [FUNCTIONS](node) {
    const count = node.loc.end.line - node.loc.start.line + 1;
    // A function made of test cases is a chapter, not a function.
    const isChapter = node.body.type === 'BlockStatement' && node.body.body.some(isTestCall);
    if (count > 50 && !isChapter) context.report({ node, messageId: 'message', data: { count } });
  },
}));

export default {
  meta: { name: 'house' },
  rules: {
    'pure-core': pureCore,
    'no-process-env': noProcessEnv,
    'http-exception-in-http': httpExceptionInHttp,
    names,
    'max-params': maxParams,
    'max-function-lines': maxFunctionLines,
  },
};
