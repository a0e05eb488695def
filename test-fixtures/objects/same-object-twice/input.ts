type Account = { balance: number };

// @differentiable
export function transfer(from: Account, to: Account, amount: number): number {
  from.balance -= amount;
  to.balance += amount * amount;
  return from.balance * to.balance;
}

const one = { balance: 5 };

export const points: Parameters<typeof transfer>[] = [
  [one, one, 3],
  [{ balance: 5 }, { balance: 1 }, 3],
];

const total = { balance: 22 };

export const expected = [
  { value: 121, gradient: [total, total, 22 * 5] },
  { value: 20, gradient: [{ balance: 10 }, { balance: 2 }, -10 + 12] },
];
