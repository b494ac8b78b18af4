import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** One HTTP request as a route sees it. `path` is decoded only in `params`; `body` is parsed JSON or a form's fields. */
export type Call = {
  method: string;
  url: string;
  path: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** Length of the raw body in UTF-16 code units, which is what Teams counts. */
  length: number;
  /** Whether the caller has hung up. */
  isAbandoned: () => boolean;
};

/** What a route answers. `stream` takes over the response; `lost` destroys the socket instead of answering. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  stream?: (response: ServerResponse) => void;
  lost?: boolean;
};

/** A route: `path` has `:name` where a value stands. */
export type Route = { method: string; path: string; answer: (call: Call) => Answer | Promise<Answer> };

type Node<R> = {
  literal: Map<string, Node<R>>;
  value: Node<R> | null;
  routes: Map<string, { route: R; names: string[] }>;
};

/** Finds the route of a method and path in time that depends on the path's length only. */
export function routeTable<R extends { method: string; path: string }>(routes: readonly R[]) {
  const root = emptyNode<R>();
  for (const route of routes) {
    let node = root;
    const names: string[] = [];
    for (const segment of segmentsOf(route.path)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        node.value ??= emptyNode();
        node = node.value;
      } else {
        let next = node.literal.get(segment);
        if (next === undefined) {
          next = emptyNode();
          node.literal.set(segment, next);
        }
        node = next;
      }
    }
    node.routes.set(route.method, { route, names });
  }

  /** `null`: no such path. `'other-method'`: the path exists for another method. */
  function find(method: string, path: string): { route: R; params: Record<string, string> } | 'other-method' | null {
    const values: string[] = [];
    const node = walk(root, segmentsOf(path), 0, values);
    if (node === null) return null;
    const found = node.routes.get(method);
    if (found === undefined) return 'other-method';
    const params: Record<string, string> = {};
    found.names.forEach((name, index) => {
      params[name] = values[index] ?? '';
    });
    return { route: found.route, params };
  }
  return { find };
}

function walk<R>(node: Node<R>, segments: readonly string[], depth: number, values: string[]): Node<R> | null {
  const segment = segments[depth];
  if (segment === undefined) return node.routes.size > 0 ? node : null;
  const literal = node.literal.get(segment);
  if (literal !== undefined) {
    const found = walk(literal, segments, depth + 1, values);
    if (found !== null) return found;
  }
  if (node.value === null) return null;
  const value = decoded(segment);
  if (value === null) return null;
  values.push(value);
  const found = walk(node.value, segments, depth + 1, values);
  if (found === null) values.pop();
  return found;
}

function emptyNode<R>(): Node<R> {
  return { literal: new Map(), value: null, routes: new Map() };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
