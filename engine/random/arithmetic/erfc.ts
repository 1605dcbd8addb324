/**
 * The complementary error function, the same bits on every machine. Error below 2 ulp (above x = -6 and below 26.5).
 *
 * Rational approximations on five ranges; in the tail x^2 is carried in two parts so that squaring loses nothing.
 *
 * Source: fdlibm's s_erf.c, https://www.netlib.org/fdlibm/s_erf.c, whose ranges and coefficients these are:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc.
 * business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
 * preserved.
 */
import { expOfSum } from './exp.js';

const ERF_OF_ONE = 0.8450629115104675;
const ROUND_TO_20 = 6442450944; // 1.5 * 2^32: rounds a number to a multiple of 2^-20

/**
 * erfc(x) = 2/sqrt(pi) times the integral of exp(-t^2) from x to infinity. Maximum error 2 ulp; 2 ulp of the smallest
 * subnormal above x = 26.5.
 *
 * @param x any number
 * @returns from 0 (above about 27.3) to 2, NaN for NaN
 * @example erfc(0); // 1
 */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return near(x);
  if (size < 1.25) return x > 0 ? 1 - ERF_OF_ONE - middle(size) : 1 + (ERF_OF_ONE + middle(size));
  if (!(size < 28)) return x > 0 ? 0 : x < 0 ? 2 : NaN;
  if (x < -6) return 2;
  const tail = size < 2.857142857142857 ? firstTail(1 / (x * x)) : secondTail(1 / (x * x));
  const head = size + ROUND_TO_20 - ROUND_TO_20;
  const most = -head * head - 0.5625;
  const rest = (head - size) * (head + size) + tail;
  const exponent = most + rest;
  const value = expOfSum(exponent, most - exponent + rest) / size;
  return x > 0 ? value : 2 - value;
}

/** |x| < 0.84375 */
function near(x: number): number {
  const z = x * x;
  const above =
    0.12837916709551256 +
    z * (-0.3250421072470015 + z * (-0.02848174957559851 + z * (-0.005770270296489442 + z * -2.3763016656650163e-5)));
  const below =
    1 +
    z *
      (0.39791722395915535 +
        z *
          (0.0650222499887673 + z * (0.005081306281875766 + z * (0.00013249473800432164 + z * -3.960228278775368e-6))));
  const ratio = above / below;
  return x < 0.25 ? 1 - (x + x * ratio) : 0.5 - (x - 0.5 + x * ratio);
}

/** 0.84375 <= x < 1.25: erf(x) less its rounded value at 1 */
function middle(x: number): number {
  const s = x - 1;
  const above =
    -0.0023621185607526594 +
    s *
      (0.41485611868374833 +
        s *
          (-0.3722078760357013 +
            s *
              (0.31834661990116175 +
                s * (-0.11089469428239668 + s * (0.035478304325618236 + s * -0.002166375594868791)))));
  const below =
    1 +
    s *
      (0.10642088040084423 +
        s *
          (0.540397917702171 +
            s *
              (0.07182865441419627 +
                s * (0.12617121980876164 + s * (0.01363708391202905 + s * 0.011984499846799107)))));
  return above / below;
}

/** 1.25 <= x < 1/0.35, in s = 1/x^2 */
function firstTail(s: number): number {
  const above =
    -0.009864944034847148 +
    s *
      (-0.6938585727071818 +
        s *
          (-10.558626225323291 +
            s *
              (-62.375332450326006 +
                s *
                  (-162.39666946257347 +
                    s * (-184.60509290671104 + s * (-81.2874355063066 + s * -9.814329344169145))))));
  const below =
    1 +
    s *
      (19.651271667439257 +
        s *
          (137.65775414351904 +
            s *
              (434.56587747522923 +
                s *
                  (645.3872717332679 +
                    s *
                      (429.00814002756783 +
                        s * (108.63500554177944 + s * (6.570249770319282 + s * -0.0604244152148581)))))));
  return above / below;
}

/** 1/0.35 <= x < 28, in s = 1/x^2 */
function secondTail(s: number): number {
  const above =
    -0.0098649429247001 +
    s *
      (-0.799283237680523 +
        s *
          (-17.757954917754752 +
            s * (-160.63638485582192 + s * (-637.5664433683896 + s * (-1025.0951316110772 + s * -483.5191916086514)))));
  const below =
    1 +
    s *
      (30.33806074348246 +
        s *
          (325.7925129965739 +
            s *
              (1536.729586084437 +
                s *
                  (3199.8582195085955 +
                    s * (2553.0504064331644 + s * (474.52854120695537 + s * -22.44095244658582))))));
  return above / below;
}
