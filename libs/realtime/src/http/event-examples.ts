const call = {
  id: '0198c1c2-7b1e-7c3a-9f00-5d2b1a4c6e01', type: 'call', userId: 'u-17', timestamp: '2026-11-22T09:30:00+08:00',
  callerPhone: '+8613800138000', callType: 'incoming', outcome: 'ai_handled', duration: 42, metadata: {},
};

/** Bodies that work as they stand on the page of the docs. */
export const EVENT_EXAMPLES = {
  call: { summary: 'A call', value: call },
  interaction: {
    summary: 'An interaction',
    value: { type: 'interaction', userId: 'u-17', timestamp: '2026-11-22T09:31:00+08:00', action: 'opened_transcript', context: { screen: 'history' } },
  },
  security: {
    summary: 'A security event',
    value: { type: 'security', timestamp: '2026-11-22T09:32:00+08:00', action: 'login_failed', severity: 'medium', context: { attempts: 3 } },
  },
  metric: {
    summary: 'A metric',
    value: { type: 'metric', timestamp: '2026-11-22T09:33:00+08:00', name: 'tts_latency_ms', value: 212.5, labels: { region: 'east' } },
  },
  array: { summary: 'Several at once', value: [call, { ...call, id: '0198c1c2-7b1e-7c3a-9f00-5d2b1a4c6e02', outcome: 'answered', duration: 95 }] },
};
