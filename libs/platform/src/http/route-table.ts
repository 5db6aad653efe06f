interface Route {
  readonly methods: readonly string[];
  readonly path: RegExp;
}

function patternOf(route: string): RegExp {
  const escaped = route.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replace(/:[^/]+/g, '[^/]+')}$`);
}

/** Knows which methods a path answers, to tell a wrong method from a wrong path. Asked only when no route matched. */
export class RouteTable {
  private readonly routes: Route[] = [];

  add(methods: readonly string[], route: string): void {
    this.routes.push({ methods, path: patternOf(route) });
  }

  methodsAt(url: string): string[] {
    const path = url.split('?', 1)[0] ?? url;
    const matching = this.routes.filter((route) => route.path.test(path));
    return [...new Set(matching.flatMap((route) => route.methods))].sort();
  }
}
