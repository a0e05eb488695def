/** What is measured: programs with their arguments, and plans. A plan is what stands behind `@checkpoint`, and a budget. */

const wave = (n) => Float64Array.from({ length: n }, (_, i) => Math.sin(0.01 * i) + Math.sin(0.3 * i) / 3);

const plansFor = (every, slots, budgets) => [
  { title: 'store all', pragma: 'none' },
  { title: `every(${every})`, pragma: `every(${every})` },
  ...slots.map((count) => ({ title: `revolve(${count})`, pragma: `revolve(${count})` })),
  ...budgets.map((tapeBudget) => ({ title: `budget ${tapeBudget}`, pragma: '', tapeBudget })),
];

const recurrence = (steps, quick = false) => ({
  title: `recurrence, ${steps.toExponential(0).replace('+', '')} steps`,
  program: 'recurrence',
  args: () => [0.5, 1, 0, steps],
  plans: plansFor(Math.round(Math.sqrt(steps)), [30, 100], ['64kB', '1MB']),
  quick,
});

export const cases = [
  recurrence(1e5, true),
  recurrence(1e6),
  recurrence(1e7),
  {
    title: 'heat, 1e3 cells, 1e3 steps',
    program: 'heat',
    args: () => [wave(1e3), 0.2, 1e3],
    plans: plansFor(32, [10, 50], ['1MB', '4MB']),
    quick: true,
  },
  {
    title: 'heat, 1e4 cells, 1e4 steps',
    program: 'heat',
    args: () => [wave(1e4), 0.2, 1e4],
    plans: plansFor(100, [20, 100], ['16MB', '64MB']),
  },
  {
    title: 'n-body, 8 bodies, 2e4 steps',
    program: 'nbody',
    args: () => [wave(16), wave(16).map((x) => x / 9), wave(8).map((x) => 1 + x * x), 1e-3, 2e4],
    plans: plansFor(141, [10, 50], ['256kB', '1MB']),
  },
];
