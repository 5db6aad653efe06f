/** A living process. */
export interface LivingProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly command: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LaunchOptions {
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly uid?: number;
  readonly cwd?: string;
}

export interface Program {
  readonly stdout: string;
  readonly stderr: string;
  readonly pid: number;
  readonly hasEnded: boolean;
  readonly ended: Promise<Ending>;
  readonly closed: Promise<Ending>;
  killAll(): void;
}

export interface Service extends Program {
  readonly dataDir: string;
  readonly port: number;
  readonly origin: string;
  readonly supervisor: number;
  readonly postmaster: number | undefined;
  ready(): Promise<this>;
  processes(): LivingProcess[];
  part(name: 'api' | 'worker'): number | undefined;
  stop(): Promise<Ending>;
  end(): Promise<Ending>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface RequestOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Client {
  readonly token: string;
  get(path: string, options?: RequestOptions): Promise<Answer>;
  post(path: string, body?: unknown, options?: RequestOptions): Promise<Answer>;
  put(path: string, body?: unknown, options?: RequestOptions): Promise<Answer>;
  send(events: unknown, options?: RequestOptions): Promise<Answer>;
}

type Place = Pick<Service, 'origin' | 'dataDir'>;
type Role = 'user' | 'moderator' | 'admin' | 'system';

export declare const ROOT: string;
export declare function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv;
export declare function temporaryFolder(owner?: number): string;
export declare function removeFolders(): void;
export declare function freePort(): Promise<number>;
export declare function launch(options?: LaunchOptions): Promise<Service>;
export declare function startService(options?: LaunchOptions): Promise<Service>;
export declare function startTool(name: string, args: readonly string[], env?: Readonly<Record<string, string>>): Program;
export declare function runTool(name: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ending & { readonly stdout: string; readonly stderr: string }>;
export declare function tokenFor(place: Pick<Service, 'dataDir'>, role: Role, subject?: string, claims?: Readonly<Record<string, unknown>>): string;
export declare function request(place: Pick<Service, 'origin'>, method: string, path: string, options?: RequestOptions): Promise<Answer>;
export declare function clientOf(place: Place, role: Role, subject?: string): Client;
export declare function folded(place: Place): Promise<void>;
export declare function livingProcesses(): LivingProcess[];
export declare function descendantsOf(pid: number): LivingProcess[];
export declare function processesOn(dataDir: string): LivingProcess[];
export declare function isAlive(pid: number): boolean;
export declare function kill(pid: number, signal: NodeJS.Signals): boolean;
export declare function until<T>(what: string, longestMs: number, ask: () => T | undefined | Promise<T | undefined>): Promise<T>;
export declare function formsOf(number: string): string[];
export declare function everyRow(place: Pick<Service, 'dataDir'>): Promise<Map<string, string[]>>;
