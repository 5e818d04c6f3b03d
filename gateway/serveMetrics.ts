import type { OpenAuditTrail } from './audit/auditTrail';
import type { Sessions } from './auth/sessions';
import type { GatewayConfig } from './config';
import type { Metrics } from './health/metrics';
import { type MetricsListener, metricsListener } from './health/metricsListener';
import { logEvent } from './log';
import type { EngineShare } from './plan/compiled/engine';

interface Measurable {
  readonly metrics: Metrics | null;
  readonly known: Sessions | null;
  readonly audit: OpenAuditTrail | null;
  readonly share: EngineShare | null;
}

/** Serves the metrics where the settings say so. */
export async function serveMetrics(
  { metricsHost: host, metricsPort: port }: GatewayConfig,
  { metrics, known, audit, share }: Measurable,
): Promise<MetricsListener | null> {
  if (metrics === null || port === null) return null;
  if (known !== null)
    metrics.watch({ name: 'sessions_remembered', help: 'Tokens whose check is remembered.' }, known.count);
  if (audit !== null)
    metrics.watch({ name: 'audit_writable', help: 'Whether answers can be recorded; 0: none is given.' }, () =>
      Number(audit.isWritable),
    );
  for (const [gauge, read] of share?.counts.gauges() ?? []) metrics.watch(gauge, read);
  const listening = await metricsListener(metrics.registry, { host, port });
  logEvent('metrics.listening', { url: listening.url });
  return listening;
}
