import type { AliasChange, Aliases, Model, ModelVersion } from '../app/model-registry.js';
import type { Tags } from '../app/version-tags.js';
import type { JobView } from '../app/jobs.js';
import type { AliasChangeDto, JobDto, ModelDto, VersionDto } from './models.dto.js';

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

export function presentModel({ createdMs, ...model }: Model & { readonly aliases: Aliases; readonly latestVersion: number | null }): ModelDto {
  return { ...model, createdAt: instant(createdMs) };
}

export function presentVersion({ version, passport: { trainedMs, ...passport }, createdMs }: ModelVersion, tags: Tags): VersionDto {
  return { version, tags, passport: { ...passport, trainedAt: instant(trainedMs) }, createdAt: instant(createdMs) };
}

export function presentChange({ changedMs, ...change }: AliasChange): AliasChangeDto {
  return { ...change, changedAt: instant(changedMs) };
}

export function presentJob({ createdMs, finishedMs, ...job }: JobView): JobDto {
  return { ...job, createdAt: instant(createdMs), finishedAt: finishedMs === null ? null : instant(finishedMs) };
}
