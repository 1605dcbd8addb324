/**
 * Lint rules that keep `engine/` bit-identical on every machine; the built-in rules cannot express them.
 *
 * `portable-arithmetic`: only the parts of `Math` that every JavaScript engine must compute exactly may be used, and
 * neither `**` nor `**=`. The rest (log, exp, pow, sin ...) differ in the last bit between versions and browsers.
 */
const EXACT = new Set([
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
  'E',
  'LN10',
  'LN2',
  'LOG10E',
  'LOG2E',
  'PI',
  'SQRT1_2',
  'SQRT2',
]);

const portableArithmetic = {
  meta: { type: 'problem', docs: { description: 'Only arithmetic that gives the same bits everywhere.' } },
  create(context) {
    const power = (node) => {
      if (node.operator === '**' || node.operator === '**=') {
        context.report({
          node,
          message: `'${node.operator}' differs between JavaScript engines; use the engine's own power function.`,
        });
      }
    };
    return {
      BinaryExpression: power,
      AssignmentExpression: power,
      Identifier(node) {
        if (node.name !== 'Math') return;
        const { parent } = node;
        if (parent.type === 'MemberExpression' && parent.object === node) {
          const name = !parent.computed ? parent.property.name : parent.property.value;
          if (EXACT.has(name)) return;
          context.report({
            node: parent,
            message: `'Math.${name ?? '[...]'}' is not the same everywhere; use the engine's own arithmetic or keyed luck.`,
          });
        } else if (parent.type === 'MemberExpression' && !parent.computed) {
          return;
        } else if (parent.type === 'Property' && parent.key === node && !parent.shorthand) {
          return;
        } else {
          context.report({
            node,
            message:
              "'Math' may not be aliased or destructured in the engine; write 'Math.floor' and the like in full.",
          });
        }
      },
    };
  },
};

export default { meta: { name: 'engine-purity' }, rules: { 'portable-arithmetic': portableArithmetic } };
