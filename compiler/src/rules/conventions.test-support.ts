/** One line for each point: the arguments (' marks a literal), and the partials (_: not asked for). */
export const conventions = `
abs(0): 0
abs(-0): 0
abs(-3): -1
abs(Infinity): 1
abs(-Infinity): -1
abs(NaN): NaN
acos(1): -Infinity
acos(-1): -Infinity
acos(0): -1
acos(1.5): NaN
acos(-Infinity): NaN
acosh(1): Infinity
acosh(0.5): NaN
acosh(-2): NaN
acosh(1e200): 1e-200
acosh(Infinity): 0
asin(1): Infinity
asin(-1): Infinity
asin(0): 1
asin(-1.5): NaN
asin(Infinity): NaN
asinh(0): 1
asinh(1e200): 1e-200
asinh(-Infinity): 0
atan(1e200): 0
atan(Infinity): 0
atan2(0, 0): 0, 0
atan2(-0, 0): 0, 0
atan2(0, -0): 0, 0
atan2(0, 2): 0.5, 0
atan2(2, 0): 0, -0.5
atan2(3e200, 4e200): 0.8 / 5e200, -0.6 / 5e200
atan2(3e-200, 4e-200): 0.8 / 5e-200, -0.6 / 5e-200
atan2(1, Infinity): 0, 0
atan2(-Infinity, 1): 0, 0
atan2(Infinity, -Infinity): 0, 0
atan2(5e-324, 0): 0, -Infinity
atan2(0, 5e-324): Infinity, 0
atan2(1.5e308, 1.5e308): 0, 0
atan2(NaN, 1): NaN, NaN
atanh(1): Infinity
atanh(-1): Infinity
atanh(2): NaN
atanh(1 + 2 ** -52): NaN
atanh(-Infinity): NaN
atanh(NaN): NaN
cbrt(0): Infinity
cbrt(-0): Infinity
cbrt(-8): 1 / 12
cbrt(Infinity): 0
cos(Infinity): NaN
sin(-Infinity): NaN
cosh(1000): Infinity
cosh(-1000): -Infinity
sinh(-1000): Infinity
exp(-Infinity): 0
exp(1000): Infinity
exp(0): 1
expm1(-800): 0
expm1(-40): Math.exp(-40)
expm1(0): 1
fround(1e39): 1
fround(0.1): 1
f16round(1e6): 1
hypot(0, 0): 0, 0
hypot(-0, 0, 0): 0, 0, 0
hypot(3, 4): 0.6, 0.8
hypot(3, 0): 1, 0
hypot(0, -3): 0, -1
hypot(-5): -1
hypot(0): 0
hypot(Infinity, 2): 1, 0
hypot(2, -Infinity): 0, -1
hypot(1, -Infinity, 3): 0, -1, 0
hypot(Infinity, Infinity): NaN, NaN
hypot(-Infinity, 1, Infinity): NaN, 0, NaN
hypot(NaN, 1): NaN, NaN
hypot(3e200, 4e200): 0.6, 0.8
hypot(1.2e308, 0.9e308): 0.8, 0.6
hypot(1.5e308, 1.5e308): 0, 0
hypot():
log(0): Infinity
log(-0): Infinity
log(-2): NaN
log(-Infinity): NaN
log(NaN): NaN
log(4): 0.25
log(Infinity): 0
log10(0): Infinity
log10(-0): Infinity
log10(-2): NaN
log10(4): 0.25 / Math.LN10
log2(0): Infinity
log2(-0): Infinity
log2(-2): NaN
log2(4): 0.25 / Math.LN2
log1p(-1): Infinity
log1p(-2): NaN
log1p(0): 1
log1p(NaN): NaN
max(2, 1): 1, 0
max(1, 2): 0, 1
max(1, 1): 0.5, 0.5
max(0, -0): 0.5, 0.5
max(-Infinity, -Infinity): 0.5, 0.5
max(-Infinity, 3): 0, 1
max(Infinity, 3): 1, 0
max(1, 1, 1): 1 / 3, 1 / 3, 1 / 3
max(1, 1, 0): 0.5, 0.5, 0
max(1, 2, 0): 0, 1, 0
max(NaN, 1): NaN, 0
max(1, NaN): 0, NaN
max(NaN, NaN): NaN, NaN
max(1, NaN, 2): 0, NaN, 0
max(5): 1
max():
max(0', 0): _, 0
max(0, -0'): 0, _
max(0', 2): _, 1
max(0', -2): _, 0
max(0', NaN): _, NaN
max(0', -Infinity): _, 0
max(0', 0, 0): _, 0, 0
max(0', 3, 3): _, 0.5, 0.5
max(0', 3, 1): _, 1, 0
max(0', 1', 2): _, _, 1
max(0', 1', 1): _, _, 0
max(2', 1', 2): _, _, 0
min(2, 1): 0, 1
min(1, 2): 1, 0
min(1, 1): 0.5, 0.5
min(0, -0): 0.5, 0.5
min(Infinity, Infinity): 0.5, 0.5
min(Infinity, 3): 0, 1
min(1, 1, 1): 1 / 3, 1 / 3, 1 / 3
min(1, 1, 2): 0.5, 0.5, 0
min(NaN, 1): NaN, 0
min(1, NaN, 2): 0, NaN, 0
min(1, 1'): 0, _
min(0.5, 1'): 1, _
min(1.5, 1'): 0, _
min(NaN, 1'): NaN, _
min(1, 1, 1'): 0, 0, _
mod(7, 3): 1, -2
mod(-7, 3): 1, 2
mod(7, -3): 1, 2
mod(6, 3): 1, -2
mod(2, 3): 1, 0
mod(2, Infinity): 1, 0
mod(0.3, 0.1): 1, -2
mod(1, 0.1): 1, -9
mod(1, 0): 1, NaN
div(1, 0): Infinity, -Infinity
div(0, 0): Infinity, NaN
div(6, 3): 1 / 3, -2 / 3
div(1, Infinity): 0, 0
div(Infinity, 2): 0.5, -Infinity
mul(0, Infinity): Infinity, 0
sqrt(0): Infinity
sqrt(-0): Infinity
sqrt(-1): NaN
sqrt(4): 0.25
sqrt(Infinity): 0
tan(0): 1
tanh(0): 1
tanh(30): 0
tanh(-30): 0
pow(0, 2): 0, 0
pow(0, 1): 1, 0
pow(-0, 1): 1, 0
pow(0, 0): 0, 0
pow(-0, 0): 0, 0
pow(0, 0.5): Infinity, 0
pow(-0, 0.5): Infinity, 0
pow(0, -1): -Infinity, -Infinity
pow(-0, -1): -Infinity, -Infinity
pow(-2, 3): 12, NaN
pow(-2, 0.5): NaN, NaN
pow(2, 0): 0, Math.log(2)
pow(-2, 0): 0, NaN
pow(2, 1): 1, 2 * Math.log(2)
pow(5e-324, 0): 0, Math.log(5e-324)
pow(NaN, 0): 0, NaN
pow(NaN, 2): NaN, NaN
pow(2, NaN): NaN, NaN
pow(Infinity, 0): 0, Infinity
pow(Infinity, 2): Infinity, Infinity
pow(Infinity, -1): 0, 0
pow(2, Infinity): Infinity, Infinity
pow(0.5, Infinity): NaN, 0
pow(-Infinity, -2): 0, NaN
pow(1e-200, 2): 2e-200, 0
pow(-1e-200, 2): -2e-200, NaN
pow(-Infinity, 3): Infinity, NaN
`;
