/** Objects that are declared empty and filled afterwards, by name and by names that the run tells. */
type View = { longitude: number; latitude: number; zoom: number };

const keys = ['longitude', 'latitude', 'zoom'] as const;

function mixed(a: View, b: View, t: number): View {
  const view = {} as View;
  for (const key of keys) {
    if (t > 5) return a;
    view[key] = a[key] * (1 - t) + b[key] * t;
  }
  return view;
}

function scaled(a: View, by: number): View {
  const view = {} as View;
  view.longitude = a.longitude * by;
  if (by > 1) view.latitude = a.latitude * by;
  else view.latitude = a.latitude;
  view.zoom = view.longitude * by;
  return view;
}

function partly(t: number): View {
  const view = <View>{ zoom: t };
  if (t > 1) view.latitude = t * t;
  return view;
}

// @differentiable
export function blended(a: View, b: View, t: number): number {
  const view = mixed(a, b, t);
  let sum = view.longitude * view.latitude + view.zoom ** 2;
  for (let i = 0; i < 2; i++) {
    const next = scaled(view, t + i);
    sum += next.latitude * next.longitude + next.zoom;
  }
  const part = partly(t * a.zoom);
  if ('latitude' in part) sum += part.latitude * part.zoom;
  const list: View[] = [];
  for (let i = 0; i < 3; i++) {
    list.push({} as View);
    list[i]!.zoom = sum * i;
    if (i === 1) list[0]!.longitude = part.zoom;
  }
  return sum + list[2]!.zoom * list[0]!.longitude;
}

export const points: Parameters<typeof blended>[] = [
  [{ longitude: 1, latitude: 0.5, zoom: 2 }, { longitude: -1, latitude: 1.5, zoom: 0.3 }, 0.4],
  [{ longitude: 0.2, latitude: -0.5, zoom: 1 }, { longitude: 0.7, latitude: 2, zoom: 1.3 }, 1.7],
];
