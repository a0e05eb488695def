type Camera = { focal: number; centre: { x: number; y: number }; name: string };

// @differentiable
export function project(camera: Camera, x: number, y: number, z: number): [number, number] {
  return [camera.focal * (x / z) + camera.centre.x, camera.focal * (y / z) + camera.centre.y];
}

export const points: Parameters<typeof project>[] = [[{ focal: 2, centre: { x: 0.1, y: 0.2 }, name: 'left' }, 1, 2, 4]];

export const expected = [
  {
    value: [0.6, 1.2],
    cotangent: [1, 0],
    gradient: [{ focal: 0.25, centre: { x: 1, y: 0 } }, 0.5, 0, -0.125],
  },
];
