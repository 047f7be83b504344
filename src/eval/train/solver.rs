//! A linear support-vector machine with squared hinge loss, solved by dual coordinate descent.
//!
//! Source: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008,
//! algorithm 1 with L2 loss. It needs no transcendental function and its order of visits is fixed, so that the same rows give the same
//! weights on every machine.

/// One training example: feature columns with their values, and whether it is a positive one.
#[derive(Clone, Debug)]
pub struct Row {
    /// Columns, each once.
    pub features: Vec<(u32, f32)>,
    /// The label.
    pub positive: bool,
    /// How much more an error on it costs than on another row of its label.
    pub weight: f64,
}

/// How hard errors are punished.
#[derive(Clone, Copy, Debug)]
pub struct Penalty {
    /// Weight of an error on a negative row.
    pub negative: f64,
    /// Weight of an error on a positive row.
    pub positive: f64,
}

const EPOCHS: usize = 60;
const TOLERANCE: f64 = 0.02;

/// The weights that separate the rows best; `columns` is the number of features.
pub fn solve(rows: &[Row], columns: usize, penalty: Penalty) -> Vec<f64> {
    let mut weights = vec![0.0_f64; columns];
    let mut alphas = vec![0.0_f64; rows.len()];
    let diagonals: Vec<f64> = rows.iter().map(|row| 0.5 / cost(row, penalty)).collect();
    let norms: Vec<f64> = rows
        .iter()
        .zip(&diagonals)
        .map(|(row, diagonal)| {
            diagonal + row.features.iter().map(|(_, value)| f64::from(*value).powi(2)).sum::<f64>()
        })
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut shuffle = Shuffle(0x2545_f491_4f6c_dd1d);
    for _ in 0..EPOCHS {
        shuffle.apply(&mut order);
        let mut worst = 0.0_f64;
        for &index in &order {
            let (Some(row), Some(alpha), Some(norm), Some(diagonal)) =
                (rows.get(index), alphas.get_mut(index), norms.get(index), diagonals.get(index))
            else {
                continue;
            };
            let sign = if row.positive { 1.0 } else { -1.0 };
            let gradient = sign * dot(&weights, row) - 1.0 + diagonal * *alpha;
            let projected = if *alpha <= 0.0 { gradient.min(0.0) } else { gradient };
            worst = worst.max(projected.abs());
            if projected == 0.0 {
                continue;
            }
            let before = *alpha;
            *alpha = (before - gradient / norm).max(0.0);
            let step = (*alpha - before) * sign;
            for (column, value) in &row.features {
                if let Some(weight) = weights.get_mut(*column as usize) {
                    *weight += step * f64::from(*value);
                }
            }
        }
        if worst < TOLERANCE {
            break;
        }
    }
    weights
}

fn cost(row: &Row, penalty: Penalty) -> f64 {
    row.weight * if row.positive { penalty.positive } else { penalty.negative }
}

/// The score of a row.
pub fn dot(weights: &[f64], row: &Row) -> f64 {
    row.features
        .iter()
        .map(|(column, value)| weights.get(*column as usize).copied().unwrap_or_default() * f64::from(*value))
        .sum()
}

/// A fixed sequence of Fisher-Yates shuffles by an xorshift generator (Marsaglia 2003).
struct Shuffle(u64);

impl Shuffle {
    fn apply(&mut self, order: &mut [usize]) {
        for end in (1..order.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            order.swap(end, (self.0 % (end as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(features: &[(u32, f32)], positive: bool) -> Row {
        Row { features: features.to_vec(), positive, weight: 1.0 }
    }

    #[test]
    fn separable_rows_are_separated() {
        let rows = [
            row(&[(0, 1.0), (2, 1.0)], true),
            row(&[(0, 1.0), (1, 1.0)], true),
            row(&[(3, 1.0), (2, 1.0)], false),
            row(&[(3, 1.0)], false),
        ];
        let weights = solve(&rows, 4, Penalty { negative: 10.0, positive: 10.0 });
        for row in &rows {
            assert_eq!(dot(&weights, row) > 0.0, row.positive);
        }
    }

    #[test]
    fn the_same_rows_give_the_same_weights() {
        let rows: Vec<Row> = (0..50).map(|n| row(&[(n % 7, 1.0), (n % 5 + 7, 0.5)], n % 3 == 0)).collect();
        let penalty = Penalty { negative: 0.3, positive: 1.0 };
        assert_eq!(solve(&rows, 12, penalty), solve(&rows, 12, penalty));
    }
}
