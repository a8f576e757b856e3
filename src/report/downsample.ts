// Fewer points for drawing. Time is cut into equal buckets; each keeps its first, lowest, highest
// and last point, so that no extreme is lost whatever the width of the chart.

/** Places of the points that are kept, ascending; all of them when there are few. O(n). */
export function thinnedPlaces(
  seconds: Float64Array,
  level: ArrayLike<number>,
  pointsMax: number,
): Uint32Array {
  const count = seconds.length;
  if (count <= pointsMax) return Uint32Array.from({ length: count }, (_, i) => i);
  const buckets = Math.max(1, Math.floor(pointsMax / 4));
  const start = seconds[0] ?? 0;
  const span = (seconds[count - 1] ?? 0) - start;
  const bucketOf = (i: number): number =>
    Math.min(buckets - 1, Math.floor((((seconds[i] ?? 0) - start) / span) * buckets));
  const kept: number[] = [];
  for (let from = 0; from < count; ) {
    const bucket = bucketOf(from);
    let low = from;
    let high = from;
    let end = from;
    for (; end < count && bucketOf(end) === bucket; end++) {
      if ((level[end] ?? 0) < (level[low] ?? 0)) low = end;
      if ((level[end] ?? 0) > (level[high] ?? 0)) high = end;
    }
    // A span of zero has no buckets: everything is one.
    if (end === from) end = count;
    const four = new Set([from, Math.min(low, high), Math.max(low, high), end - 1]);
    kept.push(...four);
    from = end;
  }
  return Uint32Array.from(kept);
}
