import { totalmem } from 'node:os';

const MIB = 1_048_576;

/**
 * Server settings. Durability stays at its defaults: what is committed survives a power cut. The rest suits one service
 * on one machine: no network, memory by the machine's size, long checkpoints, no just-in-time compiling of tiny queries.
 */
export function serverSettings(socketFolder: string, memoryBytes = totalmem()): string[] {
  const sharedMib = Math.min(2048, Math.max(64, Math.floor(memoryBytes / MIB / 12)));
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    // A worker of a queue holds up to five, most of them for seconds after a start alone, and there are some twenty queues.
    max_connections: '300',
    shared_buffers: `${sharedMib}MB`,
    wal_buffers: '16MB',
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    wal_level: 'replica',
    max_wal_senders: '0',
    jit: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
    // A failing statement's text and parameters could carry personal data into a log.
    log_min_error_statement: 'panic',
    log_min_messages: 'log',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
