/** Constructors, fields, methods, chained */
// @differentiable
export function chainedMethods(x: number, y: number): number {
  return new Vector(x, y).plus(new Vector(y, 1)).times(x).length();
}
class Vector {
  constructor(
    readonly a: number,
    readonly b: number,
  ) {}
  plus(other: Vector): Vector {
    return new Vector(this.a + other.a, this.b + other.b);
  }
  times(factor: number): Vector {
    return new Vector(this.a * factor, this.b * factor);
  }
  length(): number {
    return Math.hypot(this.a, this.b);
  }
}

/** Fields that methods change */
// @differentiable
export function mutatedFields(x: number, y: number): number {
  const particle = new Particle(x);
  for (let i = 0; i < 3; i++) particle.step(y);
  return particle.position;
}
class Particle {
  velocity = 1;
  constructor(public position: number) {}
  step(dt: number): void {
    this.velocity -= this.position * dt;
    this.position += this.velocity * dt;
  }
}

/** Getters */
// @differentiable
export function getters(x: number, y: number): number {
  return new Circle(x).area * y;
}
class Circle {
  constructor(public radius: number) {}
  get area(): number {
    return Math.PI * this.radius ** 2;
  }
  set diameter(value: number) {
    this.radius = value / 2;
  }
  static unit = 1;
  static of(diameter: number): Circle {
    return new Circle(diameter / 2);
  }
}

/** Setters */
// @differentiable
export function setters(x: number, y: number): number {
  const circle = new Circle(x);
  circle.diameter = y * y;
  return circle.radius * x;
}

/** Static methods and fields */
// @differentiable
export function statics(x: number, y: number): number {
  return Circle.of(x).radius * y * Circle.unit;
}

/** Inheritance and `super` */
// @differentiable
export function inheritance(x: number, y: number): number {
  return new Square(x).area(y);
}
class Rectangle {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  area(scale: number): number {
    return this.width * this.height * scale;
  }
}
class Square extends Rectangle {
  constructor(size: number) {
    super(size, size);
  }
  override area(scale: number): number {
    return super.area(scale) + 1;
  }
}

/** A method of an interface with several implementations */
// @differentiable
export function interfaces(x: number, y: number): number {
  const forces: Force[] = [new Spring(y), new Drag(2)];
  let sum = 0;
  for (const force of forces) sum += force.at(x);
  return sum;
}
interface Force {
  at(x: number): number;
}
class Spring implements Force {
  constructor(readonly k: number) {}
  at(x: number): number {
    return -this.k * x;
  }
}
class Drag implements Force {
  constructor(readonly c: number) {}
  at(x: number): number {
    return -this.c * x * Math.abs(x);
  }
}

/** Abstract classes and methods that are overridden */
// @differentiable
export function virtualCalls(x: number, y: number): number {
  const shape: Shape = y > 0 ? new Disc(x) : new Box(x);
  return shape.volume(y);
}
abstract class Shape {
  abstract base(): number;
  volume(height: number): number {
    return this.base() * height;
  }
}
class Disc extends Shape {
  constructor(readonly r: number) {
    super();
  }
  base(): number {
    return Math.PI * this.r * this.r;
  }
}
class Box extends Shape {
  constructor(readonly a: number) {
    super();
  }
  base(): number {
    return this.a * this.a;
  }
}

/** `instanceof` of one's own classes */
// @differentiable
export function instanceOf(x: number, y: number): number {
  const force: Force = y > 0 ? new Spring(y) : new Drag(y);
  return force instanceof Spring ? force.k * x : x;
}

/** Private members: `private` and `#name` */
// @differentiable
export function privateMembers(x: number, y: number): number {
  const account = new Account(x);
  account.grow(y);
  return account.read();
}
class Account {
  #balance: number;
  private rate = 2;
  constructor(start: number) {
    this.#balance = start;
  }
  grow(by: number): void {
    this.#balance *= by * this.rate;
  }
  read(): number {
    return this.#balance;
  }
}

/** `#name` in objects that are kept in an array, returned, or passed to what is not known */
// @differentiable
export function privateInArrays(x: number, y: number): number {
  const cells = [new Cell(x), new Cell(y)];
  return cells[0]!.read() * cells[1]!.read();
}
class Cell {
  #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  read(): number {
    return this.#value;
  }
}

/** Properties that hold arrow functions, with `this` */
// @differentiable
export function arrowProperties(x: number, y: number): number {
  const spring = new Spring2(x);
  return spring.energy(y) + spring.force(y);
}
class Spring2 {
  constructor(private readonly rate: number) {}
  energy = (at: number): number => (this.rate * at * at) / 2;
  force = (at: number): number => -this.rate * at;
}

/** Fields that hold one of several functions of a module */
// @differentiable
export function storedFunctions(x: number, y: number): number {
  return new Easing(true).at(x) * new Easing(false).at(y);
}
class Easing {
  private curve: (t: number) => number;
  constructor(smooth: boolean) {
    if (smooth) this.curve = smoothStep;
    else this.curve = parabola;
  }
  at(t: number): number {
    return this.curve(t) + 1;
  }
}
function smoothStep(t: number): number {
  return t * t * (3 - 2 * t);
}
const parabola = (t: number): number => t * t;

/** Static blocks */
// @differentiable
export function staticBlocks(x: number, y: number): number {
  return Table.entries[1]! * x * y;
}
class Table {
  static readonly entries: number[] = [];
  static {
    for (let i = 0; i < 3; i++) this.entries.push(i * i);
  }
}

/** Generic classes */
// @differentiable
export function genericClasses(x: number, y: number): number {
  return new Holder(x * y).value * new Holder({ inner: y }).value.inner;
}
class Holder<Value> {
  constructor(readonly value: Value) {}
}

/** A subclass of `Array` */
// @differentiable
export function arraySubclass(x: number, y: number): number {
  const vector = new Vec2(x, y);
  return vector[0]! * vector[1]! + vector.sum();
}
class Vec2 extends Array<number> {
  constructor(a: number, b: number) {
    super();
    this[0] = a;
    this[1] = b;
  }
  sum(): number {
    return this[0]! + this[1]!;
  }
}

/** A subclass of `Array` that overrides methods of arrays, or has fields of its own */
// @differentiable
export function arraySubclassWithFields(x: number, y: number): number {
  const vector = new Weighted(x, y);
  vector.weight = y;
  return vector.sum();
}
class Weighted extends Array<number> {
  weight = 1;
  sum(): number {
    return this.weight * (this[0]! + this[1]!);
  }
}

/** Constructors with overloads, or that return early */
// @differentiable
export function constructorOverloads(x: number, y: number): number {
  return new Point2(x, y).norm() + new Point2([y, x]).norm();
}
class Point2 {
  x: number;
  y: number;
  constructor(x: number, y: number);
  constructor(both: readonly [number, number]);
  constructor(x: number | readonly [number, number], y = 0) {
    if (typeof x === 'number') {
      this.x = x;
      this.y = y;
    } else {
      this.x = x[0];
      this.y = x[1];
    }
  }
  norm(): number {
    return Math.sqrt(this.x * this.x + 2 * this.y * this.y);
  }
}

/** Objects that are shared, and lists of objects */
// @differentiable
export function sharedObjects(x: number, y: number): number {
  const a = { value: x };
  const all = [a, { value: y }, a];
  for (const each of all) each.value *= y;
  return all[0]!.value + all[1]!.value;
}

/** Objects that point to one another */
// @differentiable
export function linkedObjects(x: number, y: number): number {
  type Node = { value: number; next: Node | undefined };
  const last: Node = { value: y, next: undefined };
  let at: Node | undefined = { value: x, next: { value: x * y, next: last } };
  let product = 1;
  for (; at !== undefined; at = at.next) product *= at.value;
  return product;
}

/** An object made by the class of another: `new this.constructor()` */
// @differentiable
export function madeByItsClass(x: number, y: number): number {
  const box = new Boxed(x);
  const twin = box.clone();
  twin.value *= y;
  return twin.value * box.value;
}
class Boxed {
  constructor(public value = 0) {}
  clone(): this {
    const made = new (this as any).constructor();
    made.value = this.value;
    return made;
  }
}
