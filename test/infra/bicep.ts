import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** What a template's expression comes to. `Known` is what only Azure knows: the text of the expression. */
export type Value = string | number | boolean | null | Known | Value[] | { [name: string]: Value };
/** Something that only a deployment can tell, such as `identity.properties.clientId`. */
export class Known {
  readonly expression: string;
  constructor(expression: string) {
    this.expression = expression;
  }
}

/** One resource of a template as Azure would be asked for it. `kind` is its type with the API version. */
export type Resource = { symbol: string; kind: string; wanted: boolean; body: { [name: string]: Value } };
export type Template = { resources: Resource[]; parameters: Map<string, { required: boolean; secure: boolean }> };

const load = createRequire(import.meta.url).resolve;
let parser: Promise<Parser> | undefined;
const parserOfBicep = async (): Promise<Parser> => {
  await Parser.init();
  const made = new Parser();
  return made.setLanguage(await Language.load(load('tree-sitter-bicep/tree-sitter-bicep.wasm')));
};

/**
 * Reads a Bicep template and works out its resources with these parameters; `known` says what Azure would say, by the
 * expression. Knows as much of the language as our template uses, and throws at anything else, by its line.
 */
export async function readTemplate(
  source: string,
  given: Readonly<Record<string, Value>>,
  known: Readonly<Record<string, string>> = {},
): Promise<Template> {
  parser ??= parserOfBicep();
  const root = (await parser).parse(source)?.rootNode;
  if (!root) throw new Error('Not parsed');
  for (const node of nodesOf(root)) if (node.isError || node.isMissing) throw at(node, 'is no Bicep');
  const names = new Map<string, Value>();
  const resources: Resource[] = [];
  const parameters: Template['parameters'] = new Map();
  const symbols = new Set(
    nodesOf(root)
      .filter(({ type }) => type === 'resource_declaration')
      .map((node) => named(node)[0]?.text ?? ''),
  );

  const evaluate = (node: Node): Value => {
    switch (node.type) {
      case 'string':
        return textOf(node);
      case 'number':
        return Number(node.text);
      case 'boolean':
        return node.text === 'true';
      case 'null':
        return null;
      case 'parenthesized_expression':
        return evaluate(only(node));
      case 'array':
        return named(node).map(evaluate);
      case 'object':
        return objectOf(node);
      case 'identifier': {
        const value = names.get(node.text);
        if (value === undefined && !symbols.has(node.text)) throw at(node, 'is declared nowhere');
        return value ?? new Known(node.text);
      }
      case 'unary_expression':
        if (!node.text.startsWith('!')) throw at(node, 'is not known here');
        return !truth(only(node));
      case 'ternary_expression': {
        const [condition, yes, no] = named(node);
        if (!condition || !yes || !no) throw at(node, 'lacks a part');
        return evaluate(truth(condition) ? yes : no);
      }
      case 'member_expression':
        return memberOf(node);
      case 'call_expression':
        return called(node);
      default:
        throw at(node, `is not known here (${node.type})`);
    }
  };

  const truth = (node: Node): boolean => {
    const value = evaluate(node);
    if (typeof value !== 'boolean') throw at(node, 'is neither true nor false');
    return value;
  };

  const told = (value: Value): string =>
    value instanceof Known ? (known[value.expression] ?? `<${value.expression}>`) : String(value);

  const textOf = (node: Node): string =>
    named(node)
      .map((part) => {
        if (part.type === 'interpolation') return told(evaluate(only(part)));
        return part.type === 'escape_sequence' ? part.text.slice(1) : part.text;
      })
      .join('');

  const objectOf = (node: Node): { [name: string]: Value } => {
    const properties = named(node);
    properties.forEach((property, index) => {
      const before = properties[index - 1];
      const between = before && source.slice(before.endIndex, property.startIndex);
      if (between !== undefined && !/[,\n]/.test(between)) throw at(property, 'follows without a comma or a new line');
    });
    return Object.fromEntries(
      properties.map((property) => {
        const [key, value] = named(property);
        if (property.type !== 'object_property' || !key || !value) throw at(property, 'is no property');
        return [key.type === 'string' ? textOf(key) : key.text, evaluate(value)];
      }),
    );
  };

  const memberOf = (node: Node): Value => {
    const text = node.text.replace(/\s/g, '');
    const [symbol = '', member] = text.split('.');
    const resource = resources.find((each) => each.symbol === symbol);
    if (!resource && !symbols.has(symbol) && !/^(tenant|resourceGroup)\(\)$/.test(symbol))
      throw at(node, 'is a member of nothing that is declared');
    const name = resource?.body['name'];
    return member === 'name' && text === `${symbol}.name` && name !== undefined
      ? name
      : (known[text] ?? new Known(text));
  };

  const called = (node: Node): Value => {
    const [callee, list] = named(node);
    const values = list ? named(list).map(evaluate) : [];
    const [first] = values;
    switch (callee?.text) {
      case 'empty':
        return first === '' || first === null || (Array.isArray(first) && first.length === 0);
      case 'join':
        return (Array.isArray(first) ? first : []).map(told).join(String(values[1]));
      case 'uriComponent':
        return encodeURIComponent(String(first));
      case 'guid':
      case 'subscriptionResourceId':
        return new Known(node.text);
      default:
        throw at(node, 'calls what is not known here');
    }
  };

  for (const statement of nodesOf(root)) {
    const [symbol, second, third] = named(statement).filter(({ type }) => type !== 'decorators');
    if (statement.type === 'parameter_declaration' && symbol) {
      const secure = /@secure\(\)/.test(decorationOf(statement));
      parameters.set(symbol.text, { required: third === undefined, secure });
      const value = given[symbol.text];
      if (value === undefined && third === undefined) throw at(statement, 'is required and not given');
      names.set(symbol.text, value ?? (third ? evaluate(third) : null));
    } else if (statement.type === 'variable_declaration' && symbol && second) names.set(symbol.text, evaluate(second));
    else if (statement.type === 'resource_declaration' && symbol && second && third) {
      const conditional = third.type === 'if_statement';
      const [condition, inner] = conditional ? named(third) : [null, third];
      if (!inner) throw at(statement, 'has no body');
      const body = objectOf(inner);
      const wanted = condition ? truth(condition) : true;
      resources.push({ symbol: symbol.text, kind: textOf(second), wanted, body });
    } else if (statement.type === 'output_declaration' && third) evaluate(third);
  }
  return { resources, parameters };
}

const named = (node: Node): Node[] =>
  node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
const only = (node: Node): Node => {
  const [child] = named(node);
  if (!child) throw at(node, 'is empty');
  return child;
};
const nodesOf = (node: Node): Node[] => [
  node,
  ...node.children.filter((child) => child !== null).flatMap((child) => nodesOf(child)),
];
const decorationOf = (node: Node): string => {
  const own = named(node).find(({ type }) => type === 'decorators')?.text ?? '';
  const before = node.previousNamedSibling;
  return before?.type === 'decorators' ? before.text + own : own;
};
const at = (node: Node, what: string) => new Error(`Line ${node.startPosition.row + 1}: ${node.text} ${what}`);
